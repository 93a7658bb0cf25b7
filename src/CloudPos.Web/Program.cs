using CloudPos.Web;
using CloudPos.Web.Commands;

var builder = WebApplication.CreateBuilder(args);
builder.AddCloudPosWeb();
await using var app = builder.Build();
app.UseCloudPosWeb();

return args switch
{
    ["migrate", ..] => await MigrateCommand.RunAsync(app),
    ["create-iso-admin", .. var rest] => await CreateIsoAdminCommand.RunAsync(app, rest),
    _ => await ServeCommand.RunAsync(app),
};

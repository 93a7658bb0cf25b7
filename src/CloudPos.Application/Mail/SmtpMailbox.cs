using System.Net;
using System.Net.Mail;
using System.Text;
using CloudPos.Application.Data;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Mail;

/// <summary>Sends by SMTP, or drops files where no server is configured.</summary>
internal sealed class SmtpMailbox(IOptions<MailOptions> options, DatabaseSettings settings) : IMailbox
{
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var set = options.Value;
        using var message = new MailMessage { From = new MailAddress(set.From), Subject = mail.Subject, Body = mail.Text, BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        foreach (var to in mail.To)
            message.To.Add(to);
        using var client = string.IsNullOrWhiteSpace(set.Host) ? Folder() : Server(set);
        // the client promises its own time-out for the calls that block, and for no other
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(set.TimeoutSeconds));
        try
        {
            await client.SendMailAsync(message, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SmtpException($"The mail server said nothing for {set.TimeoutSeconds} s.");
        }
    }

    private static SmtpClient Server(MailOptions set) => new(set.Host, set.Port)
    {
        EnableSsl = set.UseTls,
        Credentials = set.User is null ? null : new NetworkCredential(set.User, set.Password),
    };

    private SmtpClient Folder()
    {
        var folder = Path.Combine(settings.DataFolder, "mail");
        Directory.CreateDirectory(folder);
        return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder };
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SpinParameters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Connection",
                table: "Terminals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "LocalHost",
                table: "Terminals",
                type: "TEXT",
                maxLength: 253,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LocalPort",
                table: "Terminals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Protocol",
                table: "Terminals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "TellsStages",
                table: "Terminals",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Connection",
                table: "Terminals");

            migrationBuilder.DropColumn(
                name: "LocalHost",
                table: "Terminals");

            migrationBuilder.DropColumn(
                name: "LocalPort",
                table: "Terminals");

            migrationBuilder.DropColumn(
                name: "Protocol",
                table: "Terminals");

            migrationBuilder.DropColumn(
                name: "TellsStages",
                table: "Terminals");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ReportCountsAndMerchantMail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "RefundCount",
                table: "ZReports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "Refunds_Cents",
                table: "ZReports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "VoidCount",
                table: "ZReports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "Voids_Cents",
                table: "ZReports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "SettleRecipients",
                table: "Merchants",
                type: "TEXT",
                maxLength: 1515,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RefundCount",
                table: "ZReports");

            migrationBuilder.DropColumn(
                name: "Refunds_Cents",
                table: "ZReports");

            migrationBuilder.DropColumn(
                name: "VoidCount",
                table: "ZReports");

            migrationBuilder.DropColumn(
                name: "Voids_Cents",
                table: "ZReports");

            migrationBuilder.DropColumn(
                name: "SettleRecipients",
                table: "Merchants");
        }
    }
}

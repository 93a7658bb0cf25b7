using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class RefundAmounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Net_Card_Cents",
                table: "RefundLine");

            migrationBuilder.DropColumn(
                name: "Net_Cash_Cents",
                table: "RefundLine");

            migrationBuilder.RenameColumn(
                name: "Tax_Cash_Cents",
                table: "RefundLine",
                newName: "Tax_Cents");

            migrationBuilder.RenameColumn(
                name: "Tax_Card_Cents",
                table: "RefundLine",
                newName: "Amount_Cents");

            migrationBuilder.AddColumn<long>(
                name: "TipRefunded_Cents",
                table: "Sales",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "AskedTip_Cents",
                table: "RefundTender",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "GivenUpAt",
                table: "RefundTender",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Position",
                table: "RefundTender",
                type: "int",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TipRefunded_Cents",
                table: "Sales");

            migrationBuilder.DropColumn(
                name: "AskedTip_Cents",
                table: "RefundTender");

            migrationBuilder.DropColumn(
                name: "GivenUpAt",
                table: "RefundTender");

            migrationBuilder.DropColumn(
                name: "Position",
                table: "RefundTender");

            migrationBuilder.RenameColumn(
                name: "Tax_Cents",
                table: "RefundLine",
                newName: "Tax_Cash_Cents");

            migrationBuilder.RenameColumn(
                name: "Amount_Cents",
                table: "RefundLine",
                newName: "Tax_Card_Cents");

            migrationBuilder.AddColumn<long>(
                name: "Net_Card_Cents",
                table: "RefundLine",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Net_Cash_Cents",
                table: "RefundLine",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
        }
    }
}

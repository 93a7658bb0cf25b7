using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Ledger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AskedBy",
                table: "TerminalLeases",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AskedUntil",
                table: "TerminalLeases",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CaptureAbove",
                table: "Stores",
                type: "int",
                nullable: false,
                defaultValue: 150000);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClearedUpAt",
                table: "Attempts",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Label",
                table: "Attempts",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TipSetAt",
                table: "Attempts",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Note",
                table: "AttemptEntry",
                type: "nvarchar(4000)",
                maxLength: 4000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(1000)",
                oldMaxLength: 1000,
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "By",
                table: "AttemptEntry",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_MerchantId_ClearedUpAt",
                table: "Attempts",
                columns: new[] { "MerchantId", "ClearedUpAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_MerchantId_Kind_State_CreatedAt",
                table: "Attempts",
                columns: new[] { "MerchantId", "Kind", "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_MerchantId_State_ChangedAt",
                table: "Attempts",
                columns: new[] { "MerchantId", "State", "ChangedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Attempts_MerchantId_ClearedUpAt",
                table: "Attempts");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_MerchantId_Kind_State_CreatedAt",
                table: "Attempts");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_MerchantId_State_ChangedAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "AskedBy",
                table: "TerminalLeases");

            migrationBuilder.DropColumn(
                name: "AskedUntil",
                table: "TerminalLeases");

            migrationBuilder.DropColumn(
                name: "CaptureAbove",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "ClearedUpAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "Label",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "TipSetAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "By",
                table: "AttemptEntry");

            migrationBuilder.AlterColumn<string>(
                name: "Note",
                table: "AttemptEntry",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(4000)",
                oldMaxLength: 4000,
                oldNullable: true);
        }
    }
}

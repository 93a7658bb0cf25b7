using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.Sqlite.Migrations
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
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AskedUntil",
                table: "TerminalLeases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CaptureAbove",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: 150000);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClearedUpAt",
                table: "Attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Label",
                table: "Attempts",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TipSetAt",
                table: "Attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "By",
                table: "AttemptEntry",
                type: "TEXT",
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
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TenderKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Cashback_Cents",
                table: "Tender",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "CustomerChoosesCardType",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "GiftPaysAt",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "SendsLevel3",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "TakesEbt",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "TakesGift",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "TakesHealthCards",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "CommodityCode",
                table: "SaleLine",
                type: "TEXT",
                maxLength: 12,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "GiftAttemptId",
                table: "SaleLine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "GiftLoad",
                table: "SaleLine",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "GiftLoadedAt",
                table: "SaleLine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Health",
                table: "SaleLine",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsEbtFood",
                table: "SaleLine",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "CommodityCode",
                table: "Products",
                type: "TEXT",
                maxLength: 12,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Health",
                table: "Products",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsEbtFood",
                table: "Products",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "AskedCashback_Cents",
                table: "Attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Cashback_Cents",
                table: "Attempts",
                type: "INTEGER",
                nullable: true);

            // data step: a gift card pays the Card Price until a store says otherwise
            migrationBuilder.Sql("UPDATE Stores SET GiftPaysAt = 1");

            migrationBuilder.CreateIndex(
                name: "IX_SaleLine_StoreId_GiftLoadedAt",
                table: "SaleLine",
                columns: new[] { "StoreId", "GiftLoadedAt" },
                filter: "[GiftLoad] <> 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SaleLine_StoreId_GiftLoadedAt",
                table: "SaleLine");

            migrationBuilder.DropColumn(
                name: "Cashback_Cents",
                table: "Tender");

            migrationBuilder.DropColumn(
                name: "CustomerChoosesCardType",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "GiftPaysAt",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "SendsLevel3",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "TakesEbt",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "TakesGift",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "TakesHealthCards",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "CommodityCode",
                table: "SaleLine");

            migrationBuilder.DropColumn(
                name: "GiftAttemptId",
                table: "SaleLine");

            migrationBuilder.DropColumn(
                name: "GiftLoad",
                table: "SaleLine");

            migrationBuilder.DropColumn(
                name: "GiftLoadedAt",
                table: "SaleLine");

            migrationBuilder.DropColumn(
                name: "Health",
                table: "SaleLine");

            migrationBuilder.DropColumn(
                name: "IsEbtFood",
                table: "SaleLine");

            migrationBuilder.DropColumn(
                name: "CommodityCode",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "Health",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "IsEbtFood",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "AskedCashback_Cents",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "Cashback_Cents",
                table: "Attempts");
        }
    }
}

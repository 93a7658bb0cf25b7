using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DayFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DayFigures",
                columns: table => new
                {
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BusinessDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Thousandths = table.Column<long>(type: "INTEGER", nullable: false),
                    Amount_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Cashback_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Discount_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Kept_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Net_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Saved_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Tax_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Tip_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DayFigures", x => new { x.StoreId, x.BusinessDate, x.Kind, x.Key });
                });

            migrationBuilder.CreateIndex(
                name: "IX_DayFigures_MerchantId_Kind_BusinessDate",
                table: "DayFigures",
                columns: new[] { "MerchantId", "Kind", "BusinessDate" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DayFigures");
        }
    }
}

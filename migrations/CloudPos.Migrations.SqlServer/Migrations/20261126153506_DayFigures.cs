using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.SqlServer.Migrations
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
                    StoreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BusinessDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    IsoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MerchantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Label = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    Thousandths = table.Column<long>(type: "bigint", nullable: false),
                    Amount_Cents = table.Column<long>(type: "bigint", nullable: false),
                    Cashback_Cents = table.Column<long>(type: "bigint", nullable: false),
                    Discount_Cents = table.Column<long>(type: "bigint", nullable: false),
                    Kept_Cents = table.Column<long>(type: "bigint", nullable: false),
                    Net_Cents = table.Column<long>(type: "bigint", nullable: false),
                    Saved_Cents = table.Column<long>(type: "bigint", nullable: false),
                    Tax_Cents = table.Column<long>(type: "bigint", nullable: false),
                    Tip_Cents = table.Column<long>(type: "bigint", nullable: false)
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

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Shifts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ShiftId",
                table: "Tender",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DifferenceAllowed_Cents",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "UsesShifts",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "ShiftId",
                table: "Sales",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Shifts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RegisterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BusinessDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    HasFloatExpected = table.Column<bool>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ZNumber = table.Column<int>(type: "INTEGER", nullable: true),
                    DifferenceReason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ApprovedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Cash_Drops_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Cash_Float_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Cash_In_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Cash_Out_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Cash_Refunds_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Cash_Sales_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Counted_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Difference_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    DroppedAtClose_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Float_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    FloatExpected_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    LeftInDrawer_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Shifts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Shifts_Registers_RegisterId",
                        column: x => x.RegisterId,
                        principalTable: "Registers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ZCounters",
                columns: table => new
                {
                    RegisterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ZCounters", x => x.RegisterId);
                    table.ForeignKey(
                        name: "FK_ZCounters_Registers_RegisterId",
                        column: x => x.RegisterId,
                        principalTable: "Registers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CashCounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShiftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsOpening = table.Column<bool>(type: "INTEGER", nullable: false),
                    Pieces = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Total_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CashCounts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CashCounts_Shifts_ShiftId",
                        column: x => x.ShiftId,
                        principalTable: "Shifts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CashMovements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShiftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Amount_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CashMovements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CashMovements_Shifts_ShiftId",
                        column: x => x.ShiftId,
                        principalTable: "Shifts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ZReports",
                columns: table => new
                {
                    ShiftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RegisterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    BusinessDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    SaleCount = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstSale = table.Column<int>(type: "INTEGER", nullable: true),
                    LastSale = table.Column<int>(type: "INTEGER", nullable: true),
                    DiscountCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Discounts_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Gross_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Paid_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Saved_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Tips_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Total_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ZReports", x => x.ShiftId);
                    table.ForeignKey(
                        name: "FK_ZReports_Shifts_ShiftId",
                        column: x => x.ShiftId,
                        principalTable: "Shifts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ZLine",
                columns: table => new
                {
                    ShiftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ZLine", x => new { x.ShiftId, x.Kind, x.Position });
                    table.ForeignKey(
                        name: "FK_ZLine_ZReports_ShiftId",
                        column: x => x.ShiftId,
                        principalTable: "ZReports",
                        principalColumn: "ShiftId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Tender_ShiftId",
                table: "Tender",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_Sales_ShiftId",
                table: "Sales",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_CashCounts_ShiftId",
                table: "CashCounts",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_CashMovements_ShiftId",
                table: "CashMovements",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_Shifts_MerchantId_BusinessDate",
                table: "Shifts",
                columns: new[] { "MerchantId", "BusinessDate" });

            migrationBuilder.CreateIndex(
                name: "IX_Shifts_MerchantId_OpenedAt",
                table: "Shifts",
                columns: new[] { "MerchantId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Shifts_Open",
                table: "Shifts",
                columns: new[] { "MerchantId", "RegisterId" },
                unique: true,
                filter: "[ClosedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Shifts_RegisterId_ClosedAt",
                table: "Shifts",
                columns: new[] { "RegisterId", "ClosedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Shifts_RegisterId_ZNumber",
                table: "Shifts",
                columns: new[] { "RegisterId", "ZNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ZReports_MerchantId_RegisterId_Number",
                table: "ZReports",
                columns: new[] { "MerchantId", "RegisterId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ZReports_MerchantId_StoreId_BusinessDate",
                table: "ZReports",
                columns: new[] { "MerchantId", "StoreId", "BusinessDate" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CashCounts");

            migrationBuilder.DropTable(
                name: "CashMovements");

            migrationBuilder.DropTable(
                name: "ZCounters");

            migrationBuilder.DropTable(
                name: "ZLine");

            migrationBuilder.DropTable(
                name: "ZReports");

            migrationBuilder.DropTable(
                name: "Shifts");

            migrationBuilder.DropIndex(
                name: "IX_Tender_ShiftId",
                table: "Tender");

            migrationBuilder.DropIndex(
                name: "IX_Sales_ShiftId",
                table: "Sales");

            migrationBuilder.DropColumn(
                name: "ShiftId",
                table: "Tender");

            migrationBuilder.DropColumn(
                name: "DifferenceAllowed_Cents",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "UsesShifts",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "ShiftId",
                table: "Sales");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Refunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Attempts_RefId",
                table: "Attempts");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_TerminalId",
                table: "Attempts");

            migrationBuilder.RenameColumn(
                name: "AttemptId",
                table: "TerminalLeases",
                newName: "HolderId");

            migrationBuilder.AddColumn<string>(
                name: "HolderName",
                table: "TerminalLeases",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "GivenBackAt",
                table: "Tender",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Method",
                table: "Tender",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "PricedAt",
                table: "Tender",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "ParkedAt",
                table: "Sales",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ParkedName",
                table: "Sales",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Refunded_Cents",
                table: "Sales",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AlterColumn<Guid>(
                name: "SaleId",
                table: "Attempts",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<long>(
                name: "AskedTip_Cents",
                table: "Attempts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "BatchId",
                table: "Attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "Attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "LeaseToken",
                table: "Attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Method",
                table: "Attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "OriginalId",
                table: "Attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PricedAt",
                table: "Attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "RefundId",
                table: "Attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ToVoidSince",
                table: "Attempts",
                type: "TEXT",
                nullable: true);

            // data step: what was charged so far came by credit at the Card Price, what lay in the drawer at the Cash Price
            migrationBuilder.Sql("UPDATE Attempts SET Method = 1, PricedAt = 1");
            migrationBuilder.Sql("UPDATE Tender SET Method = Kind, PricedAt = Kind");
            // data step: where a register had two open carts, the older one is parked, so that the unique index can be made
            migrationBuilder.Sql("UPDATE Sales SET ParkedAt = ChangedAt, ParkedName = 'Earlier cart' WHERE State = 0 AND EXISTS (SELECT 1 FROM Sales AS newer WHERE newer.RegisterId = Sales.RegisterId AND newer.State = 0 AND newer.ChangedAt > Sales.ChangedAt)");

            migrationBuilder.CreateTable(
                name: "Refunds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SaleId = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RegisterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SaleNumber = table.Column<int>(type: "INTEGER", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ApprovedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    BusinessDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    OpenAttemptId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    GivenBack_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    TipBack_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Refunds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Refunds_Registers_RegisterId",
                        column: x => x.RegisterId,
                        principalTable: "Registers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Refunds_Sales_SaleId",
                        column: x => x.SaleId,
                        principalTable: "Sales",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RefundLine",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RefundId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SaleLineId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProductId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Net_Card_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Net_Cash_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Tax_Card_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Tax_Cash_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RefundLine_Refunds_RefundId",
                        column: x => x.RefundId,
                        principalTable: "Refunds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RefundTender",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RefundId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Method = table.Column<int>(type: "INTEGER", nullable: false),
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Amount_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    GivenBack_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Tip_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundTender", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RefundTender_Refunds_RefundId",
                        column: x => x.RefundId,
                        principalTable: "Refunds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Sales_StoreId_ParkedAt",
                table: "Sales",
                columns: new[] { "StoreId", "ParkedAt" });

            migrationBuilder.CreateIndex(
                name: "OneCartOfRegister",
                table: "Sales",
                column: "RegisterId",
                unique: true,
                filter: "[State] = 0 AND [ParkedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_BatchId",
                table: "Attempts",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_MerchantId_ToVoidSince",
                table: "Attempts",
                columns: new[] { "MerchantId", "ToVoidSince" });

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_OriginalId",
                table: "Attempts",
                column: "OriginalId");

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_RefId",
                table: "Attempts",
                column: "RefId",
                unique: true,
                filter: "[OriginalId] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_RefundId",
                table: "Attempts",
                column: "RefundId");

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_TerminalId_State_ChangedAt",
                table: "Attempts",
                columns: new[] { "TerminalId", "State", "ChangedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RefundLine_RefundId",
                table: "RefundLine",
                column: "RefundId");

            migrationBuilder.CreateIndex(
                name: "IX_RefundLine_SaleLineId",
                table: "RefundLine",
                column: "SaleLineId");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_MerchantId_BusinessDate",
                table: "Refunds",
                columns: new[] { "MerchantId", "BusinessDate" });

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_RegisterId_State_ChangedAt",
                table: "Refunds",
                columns: new[] { "RegisterId", "State", "ChangedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_SaleId",
                table: "Refunds",
                column: "SaleId");

            migrationBuilder.CreateIndex(
                name: "IX_RefundTender_AttemptId",
                table: "RefundTender",
                column: "AttemptId");

            migrationBuilder.CreateIndex(
                name: "IX_RefundTender_RefundId",
                table: "RefundTender",
                column: "RefundId");

            migrationBuilder.CreateIndex(
                name: "IX_RefundTender_TenderId",
                table: "RefundTender",
                column: "TenderId");

            migrationBuilder.AddForeignKey(
                name: "FK_Attempts_Attempts_OriginalId",
                table: "Attempts",
                column: "OriginalId",
                principalTable: "Attempts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Attempts_Refunds_RefundId",
                table: "Attempts",
                column: "RefundId",
                principalTable: "Refunds",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Attempts_Attempts_OriginalId",
                table: "Attempts");

            migrationBuilder.DropForeignKey(
                name: "FK_Attempts_Refunds_RefundId",
                table: "Attempts");

            migrationBuilder.DropTable(
                name: "RefundLine");

            migrationBuilder.DropTable(
                name: "RefundTender");

            migrationBuilder.DropTable(
                name: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_Sales_StoreId_ParkedAt",
                table: "Sales");

            migrationBuilder.DropIndex(
                name: "OneCartOfRegister",
                table: "Sales");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_BatchId",
                table: "Attempts");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_MerchantId_ToVoidSince",
                table: "Attempts");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_OriginalId",
                table: "Attempts");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_RefId",
                table: "Attempts");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_RefundId",
                table: "Attempts");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_TerminalId_State_ChangedAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "HolderName",
                table: "TerminalLeases");

            migrationBuilder.DropColumn(
                name: "GivenBackAt",
                table: "Tender");

            migrationBuilder.DropColumn(
                name: "Method",
                table: "Tender");

            migrationBuilder.DropColumn(
                name: "PricedAt",
                table: "Tender");

            migrationBuilder.DropColumn(
                name: "ParkedAt",
                table: "Sales");

            migrationBuilder.DropColumn(
                name: "ParkedName",
                table: "Sales");

            migrationBuilder.DropColumn(
                name: "Refunded_Cents",
                table: "Sales");

            migrationBuilder.DropColumn(
                name: "AskedTip_Cents",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "BatchId",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "LeaseToken",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "Method",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "OriginalId",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "PricedAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "RefundId",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "ToVoidSince",
                table: "Attempts");

            migrationBuilder.RenameColumn(
                name: "HolderId",
                table: "TerminalLeases",
                newName: "AttemptId");

            migrationBuilder.AlterColumn<Guid>(
                name: "SaleId",
                table: "Attempts",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_RefId",
                table: "Attempts",
                column: "RefId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_TerminalId",
                table: "Attempts",
                column: "TerminalId");
        }
    }
}

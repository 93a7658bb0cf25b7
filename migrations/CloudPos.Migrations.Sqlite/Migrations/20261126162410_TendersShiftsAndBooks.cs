using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TendersShiftsAndBooks : Migration
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

            migrationBuilder.AddColumn<long>(
                name: "Cashback_Cents",
                table: "Tender",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "GivenBackShiftId",
                table: "Tender",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ShiftId",
                table: "Tender",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CaptureAbove",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: 150000);

            migrationBuilder.AddColumn<bool>(
                name: "CustomerChoosesCardType",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "DifferenceAllowed_Cents",
                table: "Stores",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

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

            migrationBuilder.AddColumn<long>(
                name: "TipRefunded_Cents",
                table: "Sales",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

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

            migrationBuilder.AddColumn<long>(
                name: "AskedTip_Cents",
                table: "RefundTender",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "GivenUpAt",
                table: "RefundTender",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Position",
                table: "RefundTender",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "ShiftId",
                table: "RefundTender",
                type: "TEXT",
                nullable: true);

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

            migrationBuilder.AddColumn<DateTime>(
                name: "ClearedUpAt",
                table: "Attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsStandAlone",
                table: "Attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

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

            // data step: a gift card pays the Card Price until a store says otherwise
            migrationBuilder.Sql("UPDATE Stores SET GiftPaysAt = 1");

            migrationBuilder.CreateTable(
                name: "Batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TerminalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    BusinessDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    HostLines = table.Column<int>(type: "INTEGER", nullable: true),
                    DifferenceWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    NeedsAttention = table.Column<bool>(type: "INTEGER", nullable: false),
                    AttemptsClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    HostTotal_Cents = table.Column<long>(type: "INTEGER", nullable: true),
                    Tips_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    Total_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Batches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Batches_Terminals_TerminalId",
                        column: x => x.TerminalId,
                        principalTable: "Terminals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

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

            migrationBuilder.CreateTable(
                name: "SettlePlans",
                columns: table => new
                {
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SettleAt = table.Column<int>(type: "INTEGER", nullable: true),
                    Untipped = table.Column<int>(type: "INTEGER", nullable: false),
                    Differences = table.Column<int>(type: "INTEGER", nullable: false),
                    ParkedCarts = table.Column<int>(type: "INTEGER", nullable: false),
                    WaitsForTips = table.Column<bool>(type: "INTEGER", nullable: false),
                    OnSuccess = table.Column<int>(type: "INTEGER", nullable: false),
                    Recipients = table.Column<string>(type: "TEXT", maxLength: 1515, nullable: false),
                    NextRunAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WarnedMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    RunDueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastOutcome = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    LastFailed = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastRunAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettlePlans", x => x.StoreId);
                    table.ForeignKey(
                        name: "FK_SettlePlans_Stores_StoreId",
                        column: x => x.StoreId,
                        principalTable: "Stores",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

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
                name: "Reconciliations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TerminalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BooksLines = table.Column<int>(type: "INTEGER", nullable: false),
                    TerminalLines = table.Column<int>(type: "INTEGER", nullable: false),
                    Matched = table.Column<int>(type: "INTEGER", nullable: false),
                    Differences = table.Column<int>(type: "INTEGER", nullable: false),
                    Open = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    BooksTotal_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    SummaryTotal_Cents = table.Column<long>(type: "INTEGER", nullable: true),
                    TerminalTotal_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reconciliations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reconciliations_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Settlements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TerminalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ReconciliationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RefId = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WindowSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    LeaseToken = table.Column<long>(type: "INTEGER", nullable: false),
                    NextLookAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    BooksLines = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    BooksTips_Cents = table.Column<long>(type: "INTEGER", nullable: false),
                    BooksTotal_Cents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settlements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Settlements_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
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
                name: "ReconciliationLine",
                columns: table => new
                {
                    ReconciliationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Difference = table.Column<int>(type: "INTEGER", nullable: false),
                    Application = table.Column<int>(type: "INTEGER", nullable: false),
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SaleId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SaleNumber = table.Column<int>(type: "INTEGER", nullable: true),
                    Card = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    BooksType = table.Column<int>(type: "INTEGER", nullable: true),
                    TerminalNumber = table.Column<int>(type: "INTEGER", nullable: true),
                    TerminalType = table.Column<int>(type: "INTEGER", nullable: true),
                    Decision = table.Column<int>(type: "INTEGER", nullable: false),
                    DecisionReason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    BooksAmount_Cents = table.Column<long>(type: "INTEGER", nullable: true),
                    BooksTip_Cents = table.Column<long>(type: "INTEGER", nullable: true),
                    TerminalAmount_Cents = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciliationLine", x => new { x.ReconciliationId, x.Number });
                    table.ForeignKey(
                        name: "FK_ReconciliationLine_Reconciliations_ReconciliationId",
                        column: x => x.ReconciliationId,
                        principalTable: "Reconciliations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SettledPart",
                columns: table => new
                {
                    SettlementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Application = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    BatchNumber = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Lines = table.Column<int>(type: "INTEGER", nullable: true),
                    HostText = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    NeedsAttention = table.Column<bool>(type: "INTEGER", nullable: false),
                    Tips_Cents = table.Column<long>(type: "INTEGER", nullable: true),
                    Total_Cents = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettledPart", x => new { x.SettlementId, x.Position });
                    table.ForeignKey(
                        name: "FK_SettledPart_Settlements_SettlementId",
                        column: x => x.SettlementId,
                        principalTable: "Settlements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SettlementEntry",
                columns: table => new
                {
                    SettlementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    IsoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<int>(type: "INTEGER", nullable: false),
                    Signal = table.Column<int>(type: "INTEGER", nullable: false),
                    To = table.Column<int>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettlementEntry", x => new { x.SettlementId, x.Number });
                    table.ForeignKey(
                        name: "FK_SettlementEntry_Settlements_SettlementId",
                        column: x => x.SettlementId,
                        principalTable: "Settlements",
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
                name: "IX_Tender_GivenBackShiftId",
                table: "Tender",
                column: "GivenBackShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_Tender_ShiftId",
                table: "Tender",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_Sales_ShiftId",
                table: "Sales",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_SaleLine_StoreId_GiftLoadedAt",
                table: "SaleLine",
                columns: new[] { "StoreId", "GiftLoadedAt" },
                filter: "[GiftLoad] <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_RefundTender_ShiftId",
                table: "RefundTender",
                column: "ShiftId");

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

            migrationBuilder.CreateIndex(
                name: "IX_Batches_MerchantId_StoreId_BusinessDate",
                table: "Batches",
                columns: new[] { "MerchantId", "StoreId", "BusinessDate" });

            migrationBuilder.CreateIndex(
                name: "IX_Batches_MerchantId_TerminalId_Sequence",
                table: "Batches",
                columns: new[] { "MerchantId", "TerminalId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Batches_State_AttemptsClosed",
                table: "Batches",
                columns: new[] { "State", "AttemptsClosed" });

            migrationBuilder.CreateIndex(
                name: "IX_Batches_TerminalId",
                table: "Batches",
                column: "TerminalId");

            migrationBuilder.CreateIndex(
                name: "OneOpenBatchOfTerminal",
                table: "Batches",
                columns: new[] { "MerchantId", "TerminalId", "State" },
                unique: true,
                filter: "[State] = 0");

            migrationBuilder.CreateIndex(
                name: "IX_CashCounts_ShiftId",
                table: "CashCounts",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_CashMovements_ShiftId",
                table: "CashMovements",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_DayFigures_MerchantId_Kind_BusinessDate",
                table: "DayFigures",
                columns: new[] { "MerchantId", "Kind", "BusinessDate" });

            migrationBuilder.CreateIndex(
                name: "IX_ReconciliationLine_AttemptId",
                table: "ReconciliationLine",
                column: "AttemptId");

            migrationBuilder.CreateIndex(
                name: "IX_Reconciliations_BatchId_At",
                table: "Reconciliations",
                columns: new[] { "BatchId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Settlements_BatchId_CreatedAt",
                table: "Settlements",
                columns: new[] { "BatchId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Settlements_State_NextLookAt",
                table: "Settlements",
                columns: new[] { "State", "NextLookAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Settlements_TerminalId_State",
                table: "Settlements",
                columns: new[] { "TerminalId", "State" });

            migrationBuilder.CreateIndex(
                name: "OneOpenSettlementOfBatch",
                table: "Settlements",
                columns: new[] { "MerchantId", "BatchId" },
                unique: true,
                filter: "[State] <= 2");

            migrationBuilder.CreateIndex(
                name: "IX_SettlePlans_NextRunAt",
                table: "SettlePlans",
                column: "NextRunAt");

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
                name: "DayFigures");

            migrationBuilder.DropTable(
                name: "ReconciliationLine");

            migrationBuilder.DropTable(
                name: "SettledPart");

            migrationBuilder.DropTable(
                name: "SettlementEntry");

            migrationBuilder.DropTable(
                name: "SettlePlans");

            migrationBuilder.DropTable(
                name: "ZCounters");

            migrationBuilder.DropTable(
                name: "ZLine");

            migrationBuilder.DropTable(
                name: "Reconciliations");

            migrationBuilder.DropTable(
                name: "Settlements");

            migrationBuilder.DropTable(
                name: "ZReports");

            migrationBuilder.DropTable(
                name: "Batches");

            migrationBuilder.DropTable(
                name: "Shifts");

            migrationBuilder.DropIndex(
                name: "IX_Tender_GivenBackShiftId",
                table: "Tender");

            migrationBuilder.DropIndex(
                name: "IX_Tender_ShiftId",
                table: "Tender");

            migrationBuilder.DropIndex(
                name: "IX_Sales_ShiftId",
                table: "Sales");

            migrationBuilder.DropIndex(
                name: "IX_SaleLine_StoreId_GiftLoadedAt",
                table: "SaleLine");

            migrationBuilder.DropIndex(
                name: "IX_RefundTender_ShiftId",
                table: "RefundTender");

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

            migrationBuilder.DropColumn(
                name: "AskedBy",
                table: "TerminalLeases");

            migrationBuilder.DropColumn(
                name: "AskedUntil",
                table: "TerminalLeases");

            migrationBuilder.DropColumn(
                name: "Cashback_Cents",
                table: "Tender");

            migrationBuilder.DropColumn(
                name: "GivenBackShiftId",
                table: "Tender");

            migrationBuilder.DropColumn(
                name: "ShiftId",
                table: "Tender");

            migrationBuilder.DropColumn(
                name: "CaptureAbove",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "CustomerChoosesCardType",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "DifferenceAllowed_Cents",
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
                name: "UsesShifts",
                table: "Stores");

            migrationBuilder.DropColumn(
                name: "ShiftId",
                table: "Sales");

            migrationBuilder.DropColumn(
                name: "TipRefunded_Cents",
                table: "Sales");

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
                name: "AskedTip_Cents",
                table: "RefundTender");

            migrationBuilder.DropColumn(
                name: "GivenUpAt",
                table: "RefundTender");

            migrationBuilder.DropColumn(
                name: "Position",
                table: "RefundTender");

            migrationBuilder.DropColumn(
                name: "ShiftId",
                table: "RefundTender");

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

            migrationBuilder.DropColumn(
                name: "ClearedUpAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "IsStandAlone",
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Net_Cash_Cents",
                table: "RefundLine",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }
    }
}

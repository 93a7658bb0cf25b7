using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CloudPos.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Batches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsStandAlone",
                table: "Attempts",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IsoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MerchantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StoreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TerminalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Sequence = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    State = table.Column<int>(type: "int", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    BusinessDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Lines = table.Column<int>(type: "int", nullable: false),
                    HostLines = table.Column<int>(type: "int", nullable: true),
                    DifferenceWhy = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    NeedsAttention = table.Column<bool>(type: "bit", nullable: false),
                    AttemptsClosed = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    HostTotal_Cents = table.Column<long>(type: "bigint", nullable: true),
                    Tips_Cents = table.Column<long>(type: "bigint", nullable: false),
                    Total_Cents = table.Column<long>(type: "bigint", nullable: false)
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
                name: "SettlePlans",
                columns: table => new
                {
                    StoreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IsoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MerchantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SettleAt = table.Column<int>(type: "int", nullable: true),
                    Untipped = table.Column<int>(type: "int", nullable: false),
                    Differences = table.Column<int>(type: "int", nullable: false),
                    ParkedCarts = table.Column<int>(type: "int", nullable: false),
                    WaitsForTips = table.Column<bool>(type: "bit", nullable: false),
                    OnSuccess = table.Column<int>(type: "int", nullable: false),
                    Recipients = table.Column<string>(type: "nvarchar(1515)", maxLength: 1515, nullable: false),
                    NextRunAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    WarnedMinutes = table.Column<int>(type: "int", nullable: false),
                    Tries = table.Column<int>(type: "int", nullable: false),
                    RunDueAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastOutcome = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    LastFailed = table.Column<bool>(type: "bit", nullable: false),
                    LastRunAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
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
                name: "Reconciliations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IsoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MerchantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StoreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TerminalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AskedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    BooksLines = table.Column<int>(type: "int", nullable: false),
                    TerminalLines = table.Column<int>(type: "int", nullable: false),
                    Matched = table.Column<int>(type: "int", nullable: false),
                    Differences = table.Column<int>(type: "int", nullable: false),
                    Open = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    BooksTotal_Cents = table.Column<long>(type: "bigint", nullable: false),
                    SummaryTotal_Cents = table.Column<long>(type: "bigint", nullable: true),
                    TerminalTotal_Cents = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IsoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MerchantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StoreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TerminalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    AskedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ReconciliationId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RefId = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    WindowSeconds = table.Column<int>(type: "int", nullable: false),
                    LeaseToken = table.Column<long>(type: "bigint", nullable: false),
                    NextLookAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    BooksLines = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    BooksTips_Cents = table.Column<long>(type: "bigint", nullable: false),
                    BooksTotal_Cents = table.Column<long>(type: "bigint", nullable: false)
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
                name: "ReconciliationLine",
                columns: table => new
                {
                    ReconciliationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    IsoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MerchantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StoreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Difference = table.Column<int>(type: "int", nullable: false),
                    Application = table.Column<int>(type: "int", nullable: false),
                    AttemptId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SaleId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SaleNumber = table.Column<int>(type: "int", nullable: true),
                    Card = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    BooksType = table.Column<int>(type: "int", nullable: true),
                    TerminalNumber = table.Column<int>(type: "int", nullable: true),
                    TerminalType = table.Column<int>(type: "int", nullable: true),
                    Decision = table.Column<int>(type: "int", nullable: false),
                    DecisionReason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    DecidedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    BooksAmount_Cents = table.Column<long>(type: "bigint", nullable: true),
                    BooksTip_Cents = table.Column<long>(type: "bigint", nullable: true),
                    TerminalAmount_Cents = table.Column<long>(type: "bigint", nullable: true)
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
                    SettlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    IsoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MerchantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StoreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Application = table.Column<int>(type: "int", nullable: false),
                    Outcome = table.Column<int>(type: "int", nullable: false),
                    BatchNumber = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Lines = table.Column<int>(type: "int", nullable: true),
                    HostText = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    NeedsAttention = table.Column<bool>(type: "bit", nullable: false),
                    Tips_Cents = table.Column<long>(type: "bigint", nullable: true),
                    Total_Cents = table.Column<long>(type: "bigint", nullable: true)
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
                    SettlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    IsoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MerchantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StoreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    From = table.Column<int>(type: "int", nullable: false),
                    Signal = table.Column<int>(type: "int", nullable: false),
                    To = table.Column<int>(type: "int", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReconciliationLine");

            migrationBuilder.DropTable(
                name: "SettledPart");

            migrationBuilder.DropTable(
                name: "SettlementEntry");

            migrationBuilder.DropTable(
                name: "SettlePlans");

            migrationBuilder.DropTable(
                name: "Reconciliations");

            migrationBuilder.DropTable(
                name: "Settlements");

            migrationBuilder.DropTable(
                name: "Batches");

            migrationBuilder.DropColumn(
                name: "IsStandAlone",
                table: "Attempts");
        }
    }
}

using CloudPos.Domain.Batches;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Sales;
using Microsoft.Data.Sqlite;

namespace CloudPos.Simulation.Tests.Checks;

internal sealed record EntryRow(int Number, AttemptState From, AttemptSignal Signal, AttemptState To, AttemptReason Reason, DateTime At);

internal sealed record AttemptRow(
    Guid Id, AttemptKind Kind, Guid SaleId, string RefId, AttemptState State, long Amount, long? Charged, long? Tip, string? Mismatch,
    DateTime? SentAt, DateTime? NextCheckAt, long LeaseToken, IReadOnlyList<EntryRow> Entries)
{
    public bool IsCharged => State is AttemptState.Approved or AttemptState.PartiallyApproved or AttemptState.Settled or AttemptState.Captured;

    public bool IsOpen => State is AttemptState.Created or AttemptState.Sent or AttemptState.Unknown or AttemptState.NeedsReview;
}

internal sealed record TenderRow(Guid Id, TenderKind Kind, long Amount, long CoversCash, long CoversCard, Guid? AttemptId, bool Counts);

internal sealed record SaleRow(
    Guid Id, SaleState State, int Number, Guid? OpenAttemptId, long TotalCash, long TotalCard, string? Mismatch, IReadOnlyList<TenderRow> Tenders);

/// <summary>Reads what is committed, past everything that the application thinks of it.</summary>
internal sealed class Books : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _attemptsOfSale;
    private readonly SqliteCommand _attemptsOfRefId;
    private readonly SqliteCommand _entries;
    private readonly SqliteCommand _sale;
    private readonly SqliteCommand _tenders;
    private readonly SqliteCommand _sales;
    private readonly SqliteCommand _nextCheck;
    private readonly SqliteCommand _settlement;
    private readonly SqliteCommand _closing;
    private readonly SqliteCommand _compared;

    public Books(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();
        const string attempt = "SELECT Id, Kind, SaleId, RefId, State, Amount_Cents, Charged_Cents, Tip_Cents, AmountMismatch, SentAt, NextCheckAt, LeaseToken FROM Attempts ";
        _attemptsOfSale = Command(attempt + "WHERE SaleId = $key ORDER BY CreatedAt");
        _attemptsOfRefId = Command(attempt + "WHERE RefId = $key ORDER BY OriginalId IS NOT NULL, CreatedAt");
        _entries = Command("SELECT Number, \"From\", Signal, \"To\", Reason, At FROM AttemptEntry WHERE AttemptId = $key ORDER BY Number");
        _sale = Command("SELECT Id, State, Number, OpenAttemptId, Total_Cash_Cents, Total_Card_Cents, AmountMismatch FROM Sales WHERE Id = $key");
        _tenders = Command("SELECT Id, Kind, Amount_Cents, Covers_Cash_Cents, Covers_Card_Cents, AttemptId, GivenBackAt FROM Tender WHERE SaleId = $key ORDER BY At");
        _nextCheck = Command("SELECT NextCheckAt FROM Attempts WHERE Id = $key");
        _settlement = Command("SELECT State FROM Settlements WHERE RefId = $key");
        _compared = Command("SELECT AttemptId, TerminalAmount_Cents FROM ReconciliationLine WHERE AttemptId IS NOT NULL AND TerminalAmount_Cents IS NOT NULL AND ReconciliationId = (SELECT ReconciliationId FROM Settlements WHERE RefId = $key)");
        _closing = Command("SELECT (SELECT COUNT(*) FROM Settlements WHERE State <= $key) + (SELECT COUNT(*) FROM Batches WHERE State <> 0 AND AttemptsClosed = 0)");
        _sales = Command("SELECT Id FROM Sales WHERE $key = 0 ORDER BY Number");
    }

    public void Dispose()
    {
        foreach (var command in new[] { _attemptsOfSale, _attemptsOfRefId, _entries, _sale, _tenders, _sales, _nextCheck, _settlement, _closing, _compared })
            command.Dispose();
        _connection.Dispose();
    }

    public SaleRow? Sale(Guid id) => Read(_sale, id, row => new SaleRow(
        row.GetGuid(0), (SaleState)row.GetInt32(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.GetGuid(3), row.GetInt64(4), row.GetInt64(5),
        row.IsDBNull(6) ? null : row.GetString(6), [])).SingleOrDefault() is { } sale ? sale with { Tenders = Tenders(id) } : null;

    public IReadOnlyList<AttemptRow> AttemptsOf(Guid sale) => [.. Attempts(_attemptsOfSale, sale).Select(WithEntries)];

    /// <summary>What the reference was made for, and then what follows up on it.</summary>
    public IReadOnlyList<AttemptRow> AttemptsOf(string refId) => [.. Attempts(_attemptsOfRefId, refId).Select(WithEntries)];

    /// <summary>What the reference was made for.</summary>
    public AttemptRow? AttemptOf(string refId) => AttemptsOf(refId) is [var first, ..] ? first : null;

    public IReadOnlyList<Guid> Sales() => Read(_sales, 0, row => row.GetGuid(0));

    /// <summary>How far a settlement is; null where it is not on record.</summary>
    public SettlementState? SettlementOf(string refId) => Read(_settlement, refId, row => (SettlementState?)row.GetInt32(0)).SingleOrDefault();

    /// <summary>The payments of the comparison that a settlement rests on, with what the PIN pad listed for each.</summary>
    public IReadOnlyDictionary<Guid, long> ComparedFor(string refId) => Read(_compared, refId, row => (Id: row.GetGuid(0), Cents: row.GetInt64(1))).ToDictionary(l => l.Id, l => l.Cents);

    /// <summary>A settlement has not come to its end, or the attempts of a closed batch are not marked yet.</summary>
    public bool IsClosing => Read(_closing, (int)SettlementState.Unknown, row => row.GetInt64(0) > 0).Single();

    /// <summary>When Status is asked next.</summary>
    public DateTimeOffset? NextCheckOf(Guid attempt) => Read(_nextCheck, attempt,
        row => row.IsDBNull(0) ? (DateTimeOffset?)null : new DateTimeOffset(row.GetDateTime(0), TimeSpan.Zero)).SingleOrDefault();

    private AttemptRow WithEntries(AttemptRow attempt) => attempt with
    {
        Entries = Read(_entries, attempt.Id, row => new EntryRow(row.GetInt32(0), (AttemptState)row.GetInt32(1), (AttemptSignal)row.GetInt32(2),
            (AttemptState)row.GetInt32(3), (AttemptReason)row.GetInt32(4), row.GetDateTime(5))),
    };

    private IReadOnlyList<TenderRow> Tenders(Guid sale) => Read(_tenders, sale, row => new TenderRow(
        row.GetGuid(0), (TenderKind)row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetGuid(5), row.IsDBNull(6)));

    private static List<AttemptRow> Attempts(SqliteCommand command, object key) => Read(command, key, row => new AttemptRow(
        row.GetGuid(0), (AttemptKind)row.GetInt32(1), row.IsDBNull(2) ? Guid.Empty : row.GetGuid(2), row.GetString(3), (AttemptState)row.GetInt32(4),
        row.GetInt64(5), row.IsDBNull(6) ? null : row.GetInt64(6), row.IsDBNull(7) ? null : row.GetInt64(7), row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : row.GetDateTime(9), row.IsDBNull(10) ? null : row.GetDateTime(10), row.GetInt64(11), []));

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new SqliteParameter("$key", SqliteType.Text));
        return command;
    }

    private static List<T> Read<T>(SqliteCommand command, object key, Func<SqliteDataReader, T> row)
    {
        command.Parameters[0].Value = key is Guid id ? id.ToString().ToUpperInvariant() : key;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }
}

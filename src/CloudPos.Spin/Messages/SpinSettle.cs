namespace CloudPos.Spin;

/// <summary>How a batch is closed (specification: Request for Settlement, Param).</summary>
/// <remarks>The vendor's tools also know a Clear, which deletes a batch unpaid. It is not offered here.</remarks>
public enum SpinSettleKind
{
    /// <summary>Normal closing.</summary>
    Close,

    /// <summary>Closes with the terminal's totals when the host's disagree.</summary>
    Force,
}

/// <summary>Closes the terminal's batch. Takes up to seven minutes, and moves the money of the whole day.</summary>
public sealed record SpinSettle
{
    /// <summary>The settlement's name: 26 to 32 letters and digits.</summary>
    public required string RefId { get; init; }

    /// <summary>Normal or forced.</summary>
    public SpinSettleKind Kind { get; init; } = SpinSettleKind.Close;

    /// <summary>One merchant of a terminal that serves several, 1 to 5; all of them when null.</summary>
    public int? MerchantId { get; init; }

    /// <summary>How many seconds the proxy waits for the terminal, 1 to 720 (status code 2007: 420 by default).</summary>
    public int OperationalTimeoutSeconds { get; init; } = 420;
}

/// <summary>Which report of the open batch (specification: Batch Report Request, ReportType).</summary>
public enum SpinReportKind
{
    /// <summary>Totals per application.</summary>
    Summary,

    /// <summary>Every transaction, numbered, per application.</summary>
    Daily,
}

/// <summary>Asks for a report of the open batch; moves no money.</summary>
public sealed record SpinReportRequest(SpinReportKind Kind);

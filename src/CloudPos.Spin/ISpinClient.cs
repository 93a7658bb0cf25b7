namespace CloudPos.Spin;

/// <summary>Everything a register may ask of a PIN pad, over either form of the protocol.</summary>
/// <remarks>
/// Every call sends at most one request, whatever drops. No call throws for what the network or the other side does:
/// that is in the answer. A value beyond a limit is never sent; the answer says so with
/// <see cref="SpinReason.RequestRefused"/>. Who may ask a terminal at a given moment is for the caller to arrange: the
/// proxy takes one request per terminal at a time. Cancelling ends the waiting, not what the terminal does, so calls
/// that move money are given <see cref="CancellationToken.None"/>.
/// </remarks>
/// <exception cref="ObjectDisposedException">From every call: the client was disposed before; nothing was sent.</exception>
public interface ISpinClient : IDisposable
{
    /// <summary>Charges a card (specification: Transaction Request, TransType Sale).</summary>
    Task<SpinAnswer> SellAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinSale sale, CancellationToken ct);

    /// <summary>Pays money back to a card, under a new RefId (Transaction Request, TransType Return).</summary>
    Task<SpinAnswer> ReturnAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinReturn refund, CancellationToken ct);

    /// <summary>Holds an amount without charging it (Transaction Request, TransType Auth).</summary>
    Task<SpinAnswer> AuthorizeAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinAuth auth, CancellationToken ct);

    /// <summary>Charges what was held, under the RefId of the Auth (Capture/Ticket Request).</summary>
    Task<SpinAnswer> CaptureAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinCapture capture, CancellationToken ct);

    /// <summary>Takes back a transaction of the open batch, under its RefId (Void Transaction Request).</summary>
    /// <remarks>Approved means that the void was done.</remarks>
    Task<SpinAnswer> VoidAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinVoid taken, CancellationToken ct);

    /// <summary>Sets the tip of a transaction of the open batch, under its RefId (Tip Adjustment Request).</summary>
    Task<SpinAnswer> AdjustTipAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinTipAdjust adjustment, CancellationToken ct);

    /// <summary>Loads, redeems or asks a gift card (Transaction Request, PaymentType Gift).</summary>
    Task<SpinAnswer> GiftAsync(SpinEndpoint endpoint, SpinIdentity identity, SpinGift gift, CancellationToken ct);

    /// <summary>Asks what is left on an EBT or gift card; moves no money.</summary>
    Task<SpinAnswer> AskBalanceAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinBalance question, CancellationToken ct);

    /// <summary>Asks what became of a transaction; moves no money (Transaction Status Request).</summary>
    Task<SpinAnswer> AskStatusAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinStatus status, CancellationToken ct);

    /// <summary>Closes the terminal's batch: one row per application comes back (Request for Settlement).</summary>
    Task<SpinSettlement> SettleAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinSettle settle, CancellationToken ct);

    /// <summary>Reads the open batch, as totals or as a list (Batch Report Request).</summary>
    Task<SpinReport> ReportAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinReportRequest request, CancellationToken ct);

    /// <summary>Prints on the terminal's printer (Printout Request).</summary>
    Task<SpinPrintResult> PrintAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinPrintout printout, CancellationToken ct);

    /// <summary>Lets the person at the terminal choose from a list (User Choice Request).</summary>
    Task<SpinChoice> AskChoiceAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinUserChoice question, CancellationToken ct);

    /// <summary>Lets the person at the terminal type something (User Input Request).</summary>
    Task<SpinInput> AskInputAsync(
        SpinEndpoint endpoint, SpinIdentity identity, SpinUserInput question, CancellationToken ct);

    /// <summary>Lets the person at the terminal sign (Get Customer Signatures).</summary>
    Task<SpinSignature> GetSignatureAsync(SpinEndpoint endpoint, SpinIdentity identity, CancellationToken ct);

    /// <summary>Asks the proxy whether the terminal is connected (Check Terminal Connection Status).</summary>
    Task<SpinLink> CheckConnectionAsync(SpinEndpoint endpoint, SpinIdentity identity, CancellationToken ct);
}

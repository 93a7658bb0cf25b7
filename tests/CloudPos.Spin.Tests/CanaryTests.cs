using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace CloudPos.Spin.Tests;

/// <summary>Every call with values that must not be seen, and a search for them in everything that was written.</summary>
public class CanaryTests
{
    private const string Key = "CANARYkey1";

    private static readonly string[] s_canaries =
        [Key, "CANARYNAME", "5500005555555559", "5500 0055 5555 5559", "CANARYEXP", "CANARYBIN", "CANARYFIRST", "CANARYTOKEN", "CANARYWALLET", "CANARYSIGN", "CANARYRECEIPT", "CANARYTYPED"];

    private const string Loaded =
        $"<xmp><response><RefId>{A.RefId}</RefId><ResultCode>CODE</ResultCode><Message>Approved {Key} 5500005555555559</Message>"
        + $"<RespMSG>5500%200055%205555%205559 {Key}</RespMSG><AuthCode>{Key}</AuthCode><PNRef>1</PNRef><SN>{Key}</SN><iPOSToken>CANARYTOKEN</iPOSToken>"
        + "<Sign>CANARYSIGN</Sign><Receipt>Merchant=CANARYRECEIPT</Receipt><UserInput>CANARYTYPED</UserInput><UserChoice>CANARYTYPED</UserChoice>"
        + "<EMVData>AID=A0,PAN=5500005555555559</EMVData>"
        + $"<ExtData>Name=CANARYNAME,AcntLast4=5500005555555559,AcntFirst4=CANARYFIRST,BIN=CANARYBIN,ExpDate=CANARYEXP,walletTxnData=CANARYWALLET,Rsp={Key} 5500005555555559,ResultCode=0,TotalAmt=10.50</ExtData></response></xmp>";

    public static TheoryData<string> Codes => ["0", "1", "2", "9"];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task No_answer_of_any_operation_shows_what_it_must_not(string code)
    {
        await using var server = new WireServer(WireServer.Answer(Loaded.Replace("CODE", code, StringComparison.Ordinal)));
        var written = await RunAllAsync(server.Endpoint);

        Assert.Equal(A.Charges.Count + A.Services.Count, written.Count);
        AssertClean(string.Join('\n', written));
    }

    [Fact]
    public async Task Nothing_that_the_runtime_traces_holds_the_key()
    {
        using var listener = new EverythingListener();
        using var activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => listener.Written.Add(activity.DisplayName + string.Join(',', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(activities);
        await using var dropping = new WireServer(async (server, wire, _) => await server.ReadRequestAsync(wire));
        await using var server = new WireServer(WireServer.Answer(Loaded.Replace("CODE", "0", StringComparison.Ordinal)));

        await RunAllAsync(dropping.Endpoint);
        await RunAllAsync(server.Endpoint);

        Assert.NotEmpty(server.Requests);
        // The key went over the wire, and nowhere else.
        Assert.Contains(Key, server.Requests[0], StringComparison.Ordinal);
        Assert.NotEmpty(listener.Written);
        Assert.DoesNotContain(listener.Written, text => s_canaries.Any(canary => text.Contains(canary, StringComparison.Ordinal)));
    }

    private static async Task<List<string>> RunAllAsync(SpinEndpoint endpoint)
    {
        using var client = new KeyedClient(new SpinClient(), A.Identity with { AuthKey = Key });
        var written = new List<string>();
        foreach (var call in A.Charges.Values)
            written.Add((await call(client, endpoint)) is var answer ? answer + answer.Redacted + SpinPhrases.Of(answer) : "");
        foreach (var call in A.Services.Values)
        {
            var answer = await call(client, endpoint);
            written.Add(answer + answer.Redacted + SpinPhrases.Of(answer)
                + string.Join(',', (answer as SpinSettlement)?.Applications ?? []) + string.Join(',', (answer as SpinReport)?.Applications ?? []));
        }
        return written;
    }

    private static void AssertClean(string text) =>
        Assert.All(s_canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.OrdinalIgnoreCase));

    private sealed class EverythingListener : EventListener
    {
        public ConcurrentBag<string> Written { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name is "System.Net.Http" or "System.Net.Sockets" or "System.Net.NameResolution" or "System.Net.Security")
                EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.All);
        }

        // The base constructor may call OnEventWritten before Written is set.
        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            Written?.Add($"{eventData.EventSource.Name}/{eventData.EventName}: {string.Join(',', eventData.Payload ?? new([]))}");
    }

    /// <summary>The calls of <see cref="A"/> with the canary as their key.</summary>
    private sealed class KeyedClient(ISpinClient inner, SpinIdentity identity) : ISpinClient
    {
        public Task<SpinAnswer> SellAsync(SpinEndpoint to, SpinIdentity _, SpinSale sale, CancellationToken ct) => inner.SellAsync(to, identity, sale, ct);

        public Task<SpinAnswer> ReturnAsync(SpinEndpoint to, SpinIdentity _, SpinReturn refund, CancellationToken ct) => inner.ReturnAsync(to, identity, refund, ct);

        public Task<SpinAnswer> AuthorizeAsync(SpinEndpoint to, SpinIdentity _, SpinAuth auth, CancellationToken ct) => inner.AuthorizeAsync(to, identity, auth, ct);

        public Task<SpinAnswer> CaptureAsync(SpinEndpoint to, SpinIdentity _, SpinCapture capture, CancellationToken ct) => inner.CaptureAsync(to, identity, capture, ct);

        public Task<SpinAnswer> VoidAsync(SpinEndpoint to, SpinIdentity _, SpinVoid taken, CancellationToken ct) => inner.VoidAsync(to, identity, taken, ct);

        public Task<SpinAnswer> AdjustTipAsync(SpinEndpoint to, SpinIdentity _, SpinTipAdjust adjustment, CancellationToken ct) => inner.AdjustTipAsync(to, identity, adjustment, ct);

        public Task<SpinAnswer> GiftAsync(SpinEndpoint to, SpinIdentity _, SpinGift gift, CancellationToken ct) => inner.GiftAsync(to, identity, gift, ct);

        public Task<SpinAnswer> AskBalanceAsync(SpinEndpoint to, SpinIdentity _, SpinBalance question, CancellationToken ct) => inner.AskBalanceAsync(to, identity, question, ct);

        public Task<SpinAnswer> AskStatusAsync(SpinEndpoint to, SpinIdentity _, SpinStatus status, CancellationToken ct) => inner.AskStatusAsync(to, identity, status, ct);

        public Task<SpinSettlement> SettleAsync(SpinEndpoint to, SpinIdentity _, SpinSettle settle, CancellationToken ct) => inner.SettleAsync(to, identity, settle, ct);

        public Task<SpinReport> ReportAsync(SpinEndpoint to, SpinIdentity _, SpinReportRequest request, CancellationToken ct) => inner.ReportAsync(to, identity, request, ct);

        public Task<SpinPrintResult> PrintAsync(SpinEndpoint to, SpinIdentity _, SpinPrintout printout, CancellationToken ct) => inner.PrintAsync(to, identity, printout, ct);

        public Task<SpinChoice> AskChoiceAsync(SpinEndpoint to, SpinIdentity _, SpinUserChoice question, CancellationToken ct) => inner.AskChoiceAsync(to, identity, question, ct);

        public Task<SpinInput> AskInputAsync(SpinEndpoint to, SpinIdentity _, SpinUserInput question, CancellationToken ct) => inner.AskInputAsync(to, identity, question, ct);

        public Task<SpinSignature> GetSignatureAsync(SpinEndpoint to, SpinIdentity _, CancellationToken ct) => inner.GetSignatureAsync(to, identity, ct);

        public Task<SpinLink> CheckConnectionAsync(SpinEndpoint to, SpinIdentity _, CancellationToken ct) => inner.CheckConnectionAsync(to, identity, ct);

        public void Dispose() => inner.Dispose();
    }
}

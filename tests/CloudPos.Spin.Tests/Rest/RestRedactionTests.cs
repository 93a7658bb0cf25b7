using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using CloudPos.Spin.Rest;

namespace CloudPos.Spin.Tests.Rest;

public class RestRedactionTests
{
    // A key of its own: the runtime's events are heard from every test of the process.
    private const string Key = "canaryKey7";
    private const string Name = "Canaryholder";
    private const string First4 = "5929";
    private const string Bin = "592912";
    private const string Expiry = "0731";
    private const string Token = "tok-canary-77";
    private const string Pan = "5929120000008888";

    // Base64 of a PNG's first bytes and some more.
    private const string Signature = "iVBORw0KGgoAAAANSUhEUgCanary0123";

    private static readonly string Body = R.Replace(
        R.Approval
            .Replace("JANE DOE", Name, StringComparison.Ordinal)
            .Replace("\"5413\"", $"\"{First4}\"", StringComparison.Ordinal)
            .Replace("\"541333\"", $"\"{Bin}\"", StringComparison.Ordinal)
            .Replace("\"1229\"", $"\"{Expiry}\"", StringComparison.Ordinal)
            .Replace("\"4111\"", $"\"{Pan}\"", StringComparison.Ordinal)
            .Replace("WP20231Q40000412", Key.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("\"APPROVAL VTLMC1\"", $"\"APPROVAL for {Key} {Pan}\"", StringComparison.Ordinal),
        "\"Voided\": false",
        $"\"Voided\": false, \"IPosToken\": \"{Token}\", \"Token\": \"{Token}\", \"Signature\": \"{Signature}\", \"Receipts\": "
        + $"{{ \"Customer\": \"{Name}\", \"Merchant\": \"{Name}\" }}, \"ExtendedDataByApplication\": {{ \"Mastercard\": {{ "
        + $"\"AcntFirst4\": \"{First4}\", \"BIN\": \"{Bin}\", \"Name\": \"{Name}\", \"ExpDate\": \"{Expiry}\", \"walletId\": \"{Token}\", "
        + $"\"DiscLabel\": \"{Key}\", \"Cust1Value\": \"{Name}\" }} }}");

    private static readonly SpinIdentity s_identity = A.Identity with { AuthKey = Key };

    private static readonly string[] s_secrets = [Key, Name, First4, Bin, Expiry, Token, Pan, Signature];

    [Fact]
    public void An_answer_keeps_no_key_name_first_digits_BIN_expiry_or_token()
    {
        var answer = R.Read(Body, authKey: Key);

        Assert.Equal((SpinOutcome.Approved, "8888"), (answer.Outcome, answer.Last4));
        Assert.Null(answer.Token);
        Assert.Null(answer.Receipt);
        var everything = answer.ToString() + string.Join('|', answer.Details) + answer.Emv;
        Assert.All(s_secrets, s => Assert.DoesNotContain(s, everything, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("status=0000", answer.Redacted, StringComparison.Ordinal);
        Assert.Contains("last4=8888", answer.Redacted, StringComparison.Ordinal);
        Assert.Contains("auth=VTLMC1", answer.Redacted, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_and_receipts_are_kept_when_asked_for_and_shown_in_no_text()
    {
        var answer = R.Read(Body, authKey: Key, options: new SpinRestOptions { KeepsToken = true, AsksReceipts = true });

        Assert.Equal(Token, answer.Token?.Reveal());
        Assert.Equal(Name, answer.Receipt?.Merchant?.Reveal());
        Assert.Equal("image/png", answer.Signature?.MediaType);
        Assert.All(s_secrets, s => Assert.DoesNotContain(s, answer.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task No_call_leaves_a_secret_in_an_answer_an_address_or_the_runtimes_own_events()
    {
        using var events = new NetworkEvents();
        await using var server = new RestServer(Body);
        await using var dropping = new RestServer(async (server, wire, _) => await server.ReadHeadAsync(wire, 10));
        using var client = new SpinRestClient(options: new SpinRestOptions { KeepsToken = true, AsksReceipts = true });
        var texts = new List<string>();

        foreach (var endpoint in new[] { server.Endpoint, dropping.Endpoint })
        {
            object[] answers =
            [
                await client.SellAsync(endpoint, s_identity, A.Sale, default),
                await client.ReturnAsync(endpoint, s_identity, R.Return, default),
                await client.AuthorizeAsync(endpoint, s_identity, R.Auth, default),
                await client.CaptureAsync(endpoint, s_identity, R.Capture, default),
                await client.VoidAsync(endpoint, s_identity, R.Void, default),
                await client.AdjustTipAsync(endpoint, s_identity, R.TipAdjust, default),
                await client.GiftAsync(endpoint, s_identity, R.Redeem, default),
                await client.AskBalanceAsync(endpoint, s_identity, new SpinBalance(SpinPaymentType.Gift, A.RefId), default),
                await client.AskStatusAsync(endpoint, s_identity, A.Status, default),
                await client.SettleAsync(endpoint, s_identity, R.Settle, default),
                await client.ReportAsync(endpoint, s_identity, new SpinReportRequest(SpinReportKind.Summary), default),
                await client.PrintAsync(endpoint, s_identity, new SpinPrintoutBuilder().Line("x").Build(), default),
                await client.AskChoiceAsync(endpoint, s_identity, new SpinUserChoice("?", ["a"]), default),
                await client.AskInputAsync(endpoint, s_identity, new SpinUserInput("?", SpinInputType.Info, 9), default),
                await client.GetSignatureAsync(endpoint, s_identity, default),
                await client.AskDisclaimerAsync(endpoint, s_identity, "?", default),
                await client.AbortAsync(endpoint, s_identity, A.RefId, default),
                await client.ReadCardAsync(endpoint, s_identity, A.RefId, default),
                await client.ListTransactionsAsync(endpoint, s_identity, new SpinStatusList(SpinPaymentType.Credit, 1, 2), default),
                await client.CheckConnectionAsync(endpoint, s_identity, default),
                await client.AskStageAsync(endpoint, s_identity, A.RefId, default),
            ];
            texts.AddRange(answers.Select(a => a.ToString()!));
        }

        Assert.All(s_secrets, secret => Assert.All(texts, text => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase)));
        Assert.All(server.Requests.Concat(dropping.Requests), r => Assert.DoesNotContain(Key, r.Head, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(events.Written);
        Assert.All(events.Written, text => Assert.DoesNotContain(Key, text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>All that the runtime's HTTP and socket parts tell to whoever listens.</summary>
    private sealed class NetworkEvents : EventListener
    {
        public ConcurrentQueue<string> Written { get; } = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("System.Net", StringComparison.Ordinal)
                || eventSource.Name.StartsWith("Private.InternalDiagnostics.System.Net.Http", StringComparison.Ordinal))
                EnableEvents(eventSource, EventLevel.Informational, EventKeywords.All);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            Written?.Enqueue(eventData.EventName + " " + string.Join(' ', eventData.Payload ?? []));
    }
}

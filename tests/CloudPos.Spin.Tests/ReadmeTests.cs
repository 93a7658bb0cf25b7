using System.Text.RegularExpressions;

namespace CloudPos.Spin.Tests;

/// <summary>The examples of the package's README, compiled: each line of them stands in <see cref="ExamplesAsync"/>.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void Each_example_of_the_README_is_compiled_here()
    {
        var examples = Examples().Matches(File.ReadAllText(Path.Combine(Source(), "../../src/CloudPos.Spin/README.md")).ReplaceLineEndings("\n"))
            .Select(m => m.Groups[1].Value.Replace("using CloudPos.Spin;", "", StringComparison.Ordinal)).ToList();
        var here = Lines(File.ReadAllText(Path.Combine(Source(), "ReadmeTests.cs")));

        // One that makes the client, and five.
        Assert.Equal(6, examples.Count);
        Assert.All(examples, example => Assert.Contains(Lines(example), here, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_examples_run_and_say_what_became_of_them()
    {
        await using var server = new WireServer(WireServer.Answer(A.Approval));
        var said = new List<string>();

        await ExamplesAsync(A.AuthKey, server.Endpoint, said);

        Assert.Equal(11, server.Requests.Count);
        Assert.Contains("ask again", said);
    }

    private static async Task ExamplesAsync(string authKey, SpinEndpoint server, List<string> said)
    {
        var (user, none, ct) = ("clerk@example.com", CancellationToken.None, CancellationToken.None);
        var (newRefId, settleRefId) = (SpinRefId.New(Guid.CreateVersion7()), SpinRefId.New(Guid.CreateVersion7()));
        void Book(decimal? total, string? authCode, string? brand, string? last4) => said.Add($"{total} {authCode} {brand} {last4}");
        void OfferAnotherPayment() => said.Add("other");
        void OfferToTryAgain(TimeSpan? wait) => said.Add($"again {wait}");
        void KeepAsking(string about) => said.Add(about.Length > 0 ? "ask again" : "");
        void Show(string? app, object state, decimal? total, bool needsAttention) => said.Add($"{app} {state} {total} {needsAttention}");

        ISpinClient pinPads = new SpinClient();
        var endpoint = SpinEndpoint.Test;                 // or Production, or SpinEndpoint.Local("192.168.1.20", port)
        var terminal = new SpinIdentity(RegisterId: null, Tpn: "123456789123", AuthKey: authKey);
        endpoint = server; // the sandbox is not for tests

        var refId = SpinRefId.New(Guid.CreateVersion7());   // store it before the call: it finds the payment again
        var answer = await pinPads.SellAsync(endpoint, terminal, new SpinSale
        {
            PaymentType = SpinPaymentType.Credit,
            Amount = 11.96m,                                // the total, tip and fee inside
            RefId = refId,
            PerformedBy = "clerk@example.com",
        }, CancellationToken.None);                         // cancelling would end the waiting, not the charge

        switch (answer.Outcome)
        {
            case SpinOutcome.Approved: Book(answer.Total, answer.AuthCode, answer.CardBrand, answer.Last4); break;
            case SpinOutcome.Declined: case SpinOutcome.Cancelled: OfferAnotherPayment(); break;
            case SpinOutcome.NotStarted: OfferToTryAgain(answer.RetryAfter); break;     // the same RefId may be used
            default: KeepAsking(refId); break;                                          // see 2
        }
        var (sentence, nextStep) = SpinPhrases.Of(answer);  // for the cashier

        var status = await pinPads.AskStatusAsync(endpoint, terminal, new SpinStatus(SpinPaymentType.Credit, refId), ct);

        await pinPads.AuthorizeAsync(endpoint, terminal, new SpinAuth { PaymentType = SpinPaymentType.Credit, Amount = 100m, RefId = refId, PerformedBy = user }, none);
        await pinPads.CaptureAsync(endpoint, terminal, new SpinCapture { RefId = refId, Amount = 110m, Tip = 10m, Last4 = "0403" }, none);
        await pinPads.VoidAsync(endpoint, terminal, new SpinVoid { RefId = refId, Amount = 100m }, none);      // open batch only
        await pinPads.ReturnAsync(endpoint, terminal, new SpinReturn { PaymentType = SpinPaymentType.Credit, Amount = 25m, RefId = newRefId, PerformedBy = user }, none);

        var report = await pinPads.ReportAsync(endpoint, terminal, new SpinReportRequest(SpinReportKind.Daily), ct);
        var settled = await pinPads.SettleAsync(endpoint, terminal, new SpinSettle { RefId = settleRefId }, none);   // up to seven minutes
        foreach (var row in settled.Applications)
            Show(row.App, row.State, row.TotalAmount, row.NeedsAttention);

        var slip = new SpinPrintoutBuilder().Centred("Corner Cafe", bold: true).Feed().Pair("Total", "11.96").Build();
        await pinPads.PrintAsync(endpoint, terminal, slip, ct);
        var choice = await pinPads.AskChoiceAsync(endpoint, terminal, new SpinUserChoice("Receipt?", ["Paper", "E-mail", "None"]), ct);
        var mail = await pinPads.AskInputAsync(endpoint, terminal, new SpinUserInput("Your e-mail", SpinInputType.Info, 60), ct);
        _ = (sentence, nextStep, status, report, choice, mail);
        pinPads.Dispose();
    }

    // Whitespace aside: the README's lines have their comments in columns.
    private static string Lines(string code) => Blanks().Replace(code, "");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

using System.Globalization;
using System.Text;
using CloudPos.Application.Data;
using CloudPos.Application.Mail;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Batches;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CloudPos.Application.Features.Batches;

/// <summary>Writes the autopilot's mails. A mail server that is away never holds up a settlement.</summary>
internal sealed class SettleMail(AppDbContext db, IMailbox mailbox, SettlementReader settlements, ILogger<SettleMail> log)
{
    public async Task TellAsync(Store store, SettlePlan plan, IReadOnlyList<PadOutcome> pads, bool willTryAgain, CancellationToken cancel)
    {
        if (pads.Count == 0)
            return;
        var failed = pads.Where(p => p.Failed).ToArray();
        if (failed.Length > 0)
        {
            var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{store.Name} was not settled whole.").AppendLine();
            foreach (var pad in pads)
                text.AppendLine(CultureInfo.InvariantCulture, $"{pad.Label}: {pad.Words}");
            text.AppendLine().AppendLine(willTryAgain
                ? $"It is tried again at {store.Clock.Time(plan.NextRunAt!.Value)}."
                : "It was tried often enough for today. Open End of day and settle by hand.");
            await SendAsync(plan, $"Not settled: {store.Name}", text.ToString(), cancel);
            return;
        }

        if (pads.All(p => p.Settlement is null))
            return; // nothing was settled: there was nothing, as far as anybody knows
        if (plan.OnSuccess == SuccessMail.EachPinPad)
        {
            foreach (var pad in pads.Where(p => p.Settlement is not null))
                await SendAsync(plan, $"Settled: {store.Name}, {pad.Label}", await LinesAsync([pad], cancel), cancel);
        }
        else if (plan.OnSuccess == SuccessMail.Consolidated)
        {
            await SendAsync(plan, $"Settled: {store.Name}", await LinesAsync(pads, cancel), cancel);
        }
    }

    public Task WarnAsync(Store store, SettlePlan plan, int minutes, IReadOnlyList<OpenItem> open, CancellationToken cancel)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{store.Name} settles by itself in {minutes} minutes. Still open:").AppendLine();
        foreach (var item in open)
            text.AppendLine(CultureInfo.InvariantCulture, $"{(item.Blocks ? "BLOCKS  " : "")}{item.Title}, {MoneyText.Show(item.Amount)}. {item.Words}");
        return SendAsync(plan, $"{store.Name} settles in {minutes} minutes", text.ToString(), cancel);
    }

    private async Task<string> LinesAsync(IEnumerable<PadOutcome> pads, CancellationToken cancel)
    {
        var text = new StringBuilder();
        foreach (var pad in pads)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{pad.Label}: {pad.Words}");
            if (pad.Settlement is not { } id || await settlements.FindAsync(id, cancel) is not { } settlement)
                continue;
            text.AppendLine(CultureInfo.InvariantCulture, $"  Register: {settlement.Lines} lines, {MoneyText.Show(settlement.Total)}");
            foreach (var part in settlement.Parts.Where(p => p.Total is not null))
                text.AppendLine(CultureInfo.InvariantCulture, $"  {part.Name}: {part.Lines} lines, {MoneyText.Show(part.Total!.Value)}. {part.Words}");
        }

        return text.ToString();
    }

    private async Task SendAsync(SettlePlan plan, string subject, string text, CancellationToken cancel)
    {
        var everywhere = await db.Merchants.Where(m => m.Id == plan.MerchantId).Select(m => m.SettleRecipients).SingleAsync(cancel);
        var to = MailRecipients.Of(plan.Recipients).And(MailRecipients.Of(everywhere)).Addresses;
        if (to.Count == 0)
            return;
        try
        {
            await mailbox.SendAsync(new OutgoingMail(to, subject, text), cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The mail \"{Subject}\" could not be sent; what it tells stands on the screen End of day.", subject);
        }
    }
}

using CloudPos.Application.Data;
using CloudPos.Domain.Amounts;
using CloudPos.Domain.Payments;
using CloudPos.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CloudPos.Application.Features.Payments;

/// <summary>A return that is proven not to have been done goes out again under its own RefId: where the proof was wrong it meets "duplicate", and no money goes back twice.</summary>
internal static class ReturnAgain
{
    /// <summary>The last return of a charge, about to be sent again; null where it was none, another amount, or may not.</summary>
    public static async Task<PaymentAttempt?> ReturnAgainAsync(
        this AppDbContext db, TerminalLeases leases, AttemptId charge, Money amount, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var last = await db.Attempts.Include(a => a.Entries).Where(a => a.OriginalId == charge && a.Kind == AttemptKind.Return)
            .OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).FirstOrDefaultAsync(cancel);
        if (last is not { CanSendAgain: true } || last.Amount != amount)
            return null;
        await leases.SendAgainAsync(last, by, now, cancel);
        return last;
    }
}

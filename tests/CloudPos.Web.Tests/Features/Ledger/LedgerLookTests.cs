using CloudPos.Application.Features.Ledger;
using CloudPos.Domain.Payments;
using CloudPos.Web.Features.Ledger;
using CloudPos.Web.Features.Sales;

namespace CloudPos.Web.Tests.Features.Ledger;

public sealed class LedgerLookTests
{
    [Theory]
    [InlineData(0, 0, 21, "0:21")]
    [InlineData(0, 4, 8, "4:08")]
    [InlineData(0, 47, 0, "47 m")]
    [InlineData(1, 8, 0, "1 h 8 m")]
    [InlineData(50, 0, 0, "2 d 2 h")]
    public void An_age_is_as_fine_as_it_is_fresh(int hours, int minutes, int seconds, string words) =>
        Assert.Equal(words, LedgerLook.Age(new TimeSpan(hours, minutes, seconds)));

    [Fact]
    public void Every_group_stands_in_all_and_in_one_list_of_its_own()
    {
        var own = LedgerLook.Tabs.Where(t => t.Tab != LedgerTab.All).SelectMany(t => LedgerLook.Groups(t.Tab)).ToArray();
        Assert.Equal(Enum.GetValues<LedgerGroup>(), own.Order());
        Assert.Equal(Enum.GetValues<LedgerGroup>(), LedgerLook.Groups(LedgerTab.All));
    }

    [Fact]
    public void No_follow_up_that_charged_nobody_is_called_charged()
    {
        foreach (var kind in Enum.GetValues<AttemptKind>().Where(k => k is not (AttemptKind.Sale or AttemptKind.Capture)))
            Assert.DoesNotContain("Charged", AttemptWords.Chip(kind, AttemptState.Approved).Words, StringComparison.Ordinal);
    }
}

using Bunit;
using CloudPos.Web.Ui;

namespace CloudPos.Web.Tests.Ui;

public sealed class MoneyInputTests : BunitContext
{
    [Fact]
    public void What_was_typed_stands_also_before_its_owner_has_handed_it_down_again()
    {
        string? heard = null;
        var input = Render<MoneyInput>(p => p.Add(i => i.Id, "amount").Add(i => i.Text, "").Add(i => i.TextChanged, text => heard = text));
        input.Find("input").Input("18,7");
        input.Render();
        Assert.Equal("18,7", heard);
        Assert.Equal("18,7", input.Find("input").GetAttribute("value"));
    }
}

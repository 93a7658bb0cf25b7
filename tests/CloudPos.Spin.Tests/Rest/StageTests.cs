using CloudPos.Spin.Rest;

namespace CloudPos.Spin.Tests.Rest;

public sealed class StageTests
{
    [Theory]
    [InlineData(null, SpinStageKind.None)]
    [InlineData(" 12 ", SpinStageKind.None)]
    [InlineData("Waiting for the tip", SpinStageKind.Tip)]
    [InlineData("SELECT TIP", SpinStageKind.Tip)]
    [InlineData("Waiting for the choice of payment", SpinStageKind.Price)]
    [InlineData("Choose price", SpinStageKind.Price)]
    [InlineData("Waiting for the card", SpinStageKind.Card)]
    [InlineData("Tap, insert or swipe", SpinStageKind.Card)]
    [InlineData("Waiting for the PIN", SpinStageKind.Pin)]
    [InlineData("Enter PIN on the terminal", SpinStageKind.Pin)]
    [InlineData("Processing", SpinStageKind.Processing)]
    [InlineData("Card read; connecting to host", SpinStageKind.Processing)]
    [InlineData("Please sign", SpinStageKind.Signature)]
    [InlineData("Showing the order", SpinStageKind.Other)]
    [InlineData("Spinning", SpinStageKind.Other)] // a part of a word is not the word
    public void The_words_say_what_the_customer_is_at(string? text, SpinStageKind kind) =>
        Assert.Equal(kind, new SpinStage { Text = text }.Kind);
}

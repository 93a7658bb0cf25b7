using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

public class ReadingTests
{
    [Theory]
    [InlineData("10.50", "10.50")]
    [InlineData("16.0", "16")]
    [InlineData("16", "16")]
    [InlineData("$0.73", "0.73")]
    [InlineData(" 1.00 ", "1")]
    [InlineData("-2.08", "-2.08")]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("savings $0.73", null)]
    [InlineData("1,50", null)]
    [InlineData("1,000.00", null)]
    [InlineData("1.005", null)]
    [InlineData("1e3", null)]
    [InlineData("99999999999", null)]
    [InlineData("NaN", null)]
    public void Money_is_read_exactly_or_not_at_all(string? text, string? expected)
    {
        Assert.Equal(expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            SpinMoney.Read(text));
    }

    [Fact]
    public void ExtData_decodes_values_after_splitting_so_an_encoded_comma_stays_in_its_value()
    {
        var data = SpinExtData.Parse("Name=DOE%2cJANE%2fVISA,ExtraHostData=00%2dAPPROVAL%3dOK,Tip=100%25");

        Assert.Equal(("DOE,JANE/VISA", "00-APPROVAL=OK", "100%"), (data["Name"], data["ExtraHostData"], data["Tip"]));
    }

    [Fact]
    public void ExtData_takes_an_unnamed_part_into_the_value_before_and_the_last_non_empty_of_a_repeated_key()
    {
        var data = SpinExtData.Parse("loose,Name=Smith, Jones & Co,,DISC=1.00,Disc=2.00,disc=,Broken\n=x=y,=orphan");

        Assert.Equal("Smith, Jones & Co", data["name"]);
        Assert.Equal("2.00", data["DISC"]);
        Assert.Equal("x=y", data["Broken"]);
        Assert.Equal(3, data.Count);
    }

    [Fact]
    public void A_value_is_decoded_once_only()
    {
        var answer = Read("<RespMSG>50%2525 off</RespMSG>");

        Assert.Equal("50%25 off", answer.RespMsg);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("<xmp>{0}</xmp>")]
    [InlineData("<!DOCTYPE html><html><body><xmp>\r\n{0}</xmp></body></html>")]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?>{0}\0\0")]
    public void An_answer_is_found_whatever_it_is_wrapped_in(string wrapping)
    {
        var body = wrapping.Replace("{0}", "<response><ResultCode>0</ResultCode></response>", StringComparison.Ordinal);

        Assert.Equal("0", SpinXmlReader.Read(System.Text.Encoding.UTF8.GetBytes(body))!.ResultCode);
    }

    [Fact]
    public void Characters_that_XML_forbids_are_replaced_before_reading()
    {
        var answer = Read("<Message>Appr\u0001oved\uFFFE</Message><RespMSG>A&#2;B</RespMSG>");

        Assert.False(answer.ParsedLeniently);
        Assert.Equal(("Appr oved", "A B"), (answer.Message, answer.RespMsg));
    }

    [Fact]
    public void An_old_terminals_one_byte_letters_do_not_spoil_the_answer()
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(
            "<response><ResultCode>0</ResultCode><Message>Überwiesen</Message></response>");

        Assert.Equal(("0", "Überwiesen"), (SpinXmlReader.Read(bytes)!.ResultCode, SpinXmlReader.Read(bytes)!.Message));
    }

    [Theory]
    [InlineData("<Outer><ResultCode>0</ResultCode></Outer>")]
    [InlineData("<ResultCode><ResultCode>0</ResultCode></ResultCode>")]
    [InlineData("<ExtData>&lt;ResultCode&gt;0&lt;/ResultCode&gt;</ExtData>")]
    [InlineData("<!-- <ResultCode>0</ResultCode> -->")]
    public void Only_a_direct_child_is_a_field(string body)
    {
        Assert.Null(Read(body).ResultCode);
    }

    [Fact]
    public void A_comment_cannot_smuggle_a_field_into_the_second_reading()
    {
        Assert.Null(Read("<!-- <ResultCode>0</ResultCode> --><Broken>").ResultCode);
    }

    private static SpinResponse Read(string body) => SpinXmlReader.Read($"<response>{body}</response>")!;
}

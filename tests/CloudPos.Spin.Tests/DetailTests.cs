using CloudPos.Spin.Xml;

namespace CloudPos.Spin.Tests;

/// <summary>What an answer says besides the money, from both generations of terminals.</summary>
public class DetailTests
{
    private const string Older =
        "InvNum=1,CardType=VISA,BatchNum=1,Tip=0.00, CashBack=0.00,Fee=0.00,AcntLast4=1234,Name=CARDHOLDER%2fVISA,SVC=0.25,"
        + "TotalAmt=10.50,DISC=0.10,SHFee=0.05,EBTFSAvailBalance=55.00,EBTCashAvailBalance=12.00,EntryType=Swipe,TaxCity=0.02,"
        + "TaxState=0.01,AcntFirst4=4111,BIN=411111,AVSRsp=Y,CVVRsp=M,AcqRefData=ABC,clerk_id=7,table_num=4,ticket_num=12,Language=English,Donation=1.00";

    private const string Newer =
        "Amount=10.50,dueAmnt=0.00,isPartialApprovalTxn=false,approvedAmnt=,InvNum=3,CardType=VISA,Tip=2.00,Fee=0.50,Disc=0.20,DiscLabel=Cash,"
        + "BatchNum=9,CashBack=0.00,AcntLast4=4321,AcntFirst4=4111,BIN=411111,Name=DenovoPay,FeeLabel=CustomFee,BaseAmount=10.50,TxnCode=1,"
        + "TaxCity=2.00,Tax1Label=Local Tax,TaxState=1.00,Tax2Label=State Tax,RespCode=00,RRN=512345,TraceNum=77,HostTxnId=H1,TotalAmt=16.00,"
        + "TaxAmount=3.00,GiftBalAmount=5.00,ebtCashBalAmount\n=6.00,isWalletMode=true,walletTxnData=secret,pagoConfirmationCode=secret,networkMode=WIFI,"
        + "offlinePin=true,ReducedTax=$0.30,ExpDate=1229,txnLabel=SALE,DateTime=20230929073517,declineReason=";

    [Fact]
    public void The_older_apps_data_is_typed()
    {
        var details = Read($"<ExtData>{Older}</ExtData>").Details;

        Assert.Equal((0.25m, 0.10m, 0.05m, 1m), (details.DebitSurcharge, details.Discount, details.ServiceAndHandlingFee, details.Donation));
        Assert.Equal((55m, 12m, null), (details.EbtFoodBalance, details.EbtCashBalance, details.GiftBalance));
        Assert.Equal(("Y", "M", "ABC"), (details.AvsResponse, details.CvvResponse, details.AcquirerReference));
        Assert.Equal(("7", "4", "12", "English"), (details.ClerkId, details.TableNumber, details.TicketNumber, details.Language));
    }

    [Fact]
    public void The_newer_apps_data_is_typed()
    {
        var answer = Read($"<ExtData>{Newer}</ExtData>");
        var details = answer.Details;

        Assert.Equal((SpinOutcome.Approved, 16m, 10.50m, 2m, 0.50m, 3m), (answer.Outcome, answer.Total, answer.Base, answer.Tip, answer.Fee, answer.Tax));
        Assert.Equal((10.50m, 0m, 0.20m, "Cash", "CustomFee"), (details.Amount, details.Due, details.Discount, details.DiscountLabel, details.FeeLabel));
        Assert.Equal((2m, "Local Tax", 1m, "State Tax", 0.30m), (details.CityTax, details.CityTaxLabel, details.StateTax, details.StateTaxLabel, details.ReducedTax));
        Assert.Equal(("00", "512345", "77", "H1", "SALE"), (details.HostResponseCode, details.RetrievalReference, details.TraceNumber, details.HostTransactionId, details.TransactionLabel));
        Assert.Equal((5m, 6m, "WIFI", true), (details.GiftBalance, details.EbtCashBalance, details.NetworkMode, details.OfflinePin));
        Assert.Equal(new DateTime(2023, 9, 29, 7, 35, 17), details.TerminalTime);
        Assert.Null(details.DeclineReason);
    }

    // Named in a sample, explained nowhere: what the terminal's own screens and slips are made of.
    private static readonly string[] s_leftOut =
        ["TxnCode", "TxnType", "TipLine", "SignLine", "L2L3flag", "isGiftMode", "fallBackMode", "customCashMessage", "customCreditMessage",
            "deviceId", "profileId", "profileName", "txnStartTime", "txnEndTime", "surveyQuestion", "surveyAnswer"];

    // These end in the parser, the cardholder's name at its door.
    private static readonly string[] s_forbidden = ["AcntFirst4", "BIN", "ExpDate", "SignPath", "Name", "isWalletMode"];

    // The table "Extended Data for Responses" of the REST specification, without what belongs to settlements (tested there).
    private static readonly string[] s_table =
        ["AcntLast4", "AcqRefData", "Amount", "AVSRsp", "BatchNum", "CardType", "Cashback", "ClerkId", "ControlNum", "Cust1", "Cust2", "Cust3",
            "CVVRsp", "DISC", "Donation", "EBTCashAvailBalance", "EBTCashBeginBalance", "EBTCashLedgerBalance", "EBTFSAvailBalance",
            "EBTFSBeginBalance", "EBTFSLedgerBalance", "EntryType", "Fee", "InvNum", "Language", "RefNo", "RewardCode", "RewardQR", "RwdBalance",
            "RwdIssued", "RwdPoints", "SHFee", "SVC", "TableNum", "TaxAmount", "TaxCity", "TaxState", "TicketNum", "Tip", "TotalAmt"];

    public static TheoryData<string> Keys => [.. s_table.Concat(SampleKeys()).Distinct(StringComparer.OrdinalIgnoreCase)
        .Where(key => !key.EndsWith("Value", StringComparison.Ordinal) && !key.StartsWith("wallet", StringComparison.Ordinal) && !key.StartsWith("pago", StringComparison.Ordinal))
        .Except([.. s_leftOut, .. s_forbidden])];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_of_the_tables_and_samples_has_its_typed_place(string key)
    {
        var value = key switch { "DateTime" => "20230929073517", "isPartialApprovalTxn" or "offlinePin" => "true", "AcntLast4" => "7777", _ => "7.77" };

        var without = Read("<ExtData>Other=1</ExtData>");
        var with = Read($"<ExtData>Other=1,{key}={value},{key}Value=typed</ExtData>");

        Assert.NotEqual(Facts(without), Facts(with));
    }

    [Fact]
    public void What_is_left_out_is_really_named_by_a_sample()
    {
        var named = SampleKeys().ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.All([.. s_leftOut, .. s_forbidden], key => Assert.Contains(key, named));
    }

    [Fact]
    public void A_question_of_the_terminals_own_comes_with_what_was_typed_but_never_with_a_card_number()
    {
        var answer = Read("<ExtData>Cust1=Your%20ZIP,Cust1Value=90210,Cust2=,Cust2Value=x,Cust3=Card,Cust3Value=4111 1111 1111 1111</ExtData>");

        Assert.Equal([("Your ZIP", "90210"), ("Card", null)], answer.Details.CustomPrompts.Select(p => (p.Title, p.Typed?.Reveal())));
        Assert.DoesNotContain("90210", answer.ToString() + string.Join(',', answer.Details.CustomPrompts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_keeps_its_balances_and_none_of_its_amounts()
    {
        var body = $"<response><RefId>{A.RefId}</RefId><ResultCode>1</ResultCode><RespMSG>DECLINED</RespMSG><ExtData>{Older}</ExtData></response>";
        var answer = SpinAnswers.From(SpinXmlReader.Read(body), SpinAsked.For(A.Sale), A.AuthKey);

        Assert.Equal((SpinOutcome.Declined, null, null, null), (answer.Outcome, answer.Total, answer.Details.Discount, answer.Details.DebitSurcharge));
        Assert.Equal(55m, answer.Details.EbtFoodBalance);
    }

    [Fact]
    public void A_chip_payments_data_is_typed_and_absent_otherwise()
    {
        var emv = Read("<EMVData>AID=A0000000031010,AppName=VISA CREDIT,TVR=8000008000,TSI=6800,IAD=06010A03,ARC=00,</EMVData><CVMResult>SIGNATURE</CVMResult>").Emv;

        Assert.Equal(
            new SpinEmv { Aid = "A0000000031010", ApplicationName = "VISA CREDIT", Tvr = "8000008000", Tsi = "6800", Iad = "06010A03", Arc = "00", Verification = "SIGNATURE" },
            emv);
        Assert.Null(Read("").Emv);
    }

    [Fact]
    public void The_token_the_signature_and_the_receipts_are_there_and_in_no_text()
    {
        var answer = Read($"<iPOSToken>BoPRWA+d/3==</iPOSToken><Sign>{A.Bitmap}</Sign>"
            + "<Receipt>Merchant=%3cC%3eCORNER CAFE%3c/C%3e%3cL%3eTotal%3c/L%3e%3cR%3e10.50%3c/R%3e%3cIMG%3eAAAA%3c/IMG%3e%3cBR/%3eThanks %26amp; bye,Customer=copy</Receipt>");

        Assert.Equal("BoPRWA+d/3==", answer.Token!.Reveal());
        Assert.Equal(66, answer.Signature!.Bytes.Length);
        Assert.Equal(["CORNER CAFE", "Total", "10.50", "", "Thanks & bye"], SpinReceiptText.Lines(answer.Receipt!.Merchant!));
        Assert.Equal("copy", answer.Receipt.Customer!.Reveal());
        foreach (var secret in new[] { "BoPRWA", "Qk1C", "CORNER", "copy" })
            Assert.DoesNotContain(secret, answer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ExpDate")]
    [InlineData("AcntFirst4")]
    [InlineData("BIN")]
    [InlineData("walletTxnData")]
    [InlineData("pagoConfirmationCode")]
    [InlineData("expdate")]
    public void What_may_not_be_kept_does_not_leave_the_parser(string key)
    {
        var data = SpinExtData.Parse($"Tip=1.00,{key}=canary,Fee=2.00");

        Assert.Null(data[key]);
        Assert.Equal((2, 1m, 2m), (data.Count, data.Money("Tip"), data.Money("Fee")));
    }

    private static string Facts(SpinAnswer answer) => answer + string.Join(',', answer.Details.CustomPrompts);

    private static IEnumerable<string> SampleKeys() =>
        new[] { "sale", "sale-terminal-timeout", "status", "level3", "dual-pricing", "isv", "tip-adjust" }
            .SelectMany(name => System.Xml.Linq.XElement.Parse(A.Sample(name + "-answer").Replace("/ExtData>", "</ExtData>", StringComparison.Ordinal)
                .Replace("<</ExtData>", "</ExtData>", StringComparison.Ordinal)).Descendants("ExtData"))
            .SelectMany(data => data.Value.ReplaceLineEndings("").Split(','))
            .Where(part => part.IndexOf('=', StringComparison.Ordinal) > 0)
            .Select(part => part[..part.IndexOf('=', StringComparison.Ordinal)].Trim());

    private static SpinAnswer Read(string rest) => SpinAnswers.From(
        SpinXmlReader.Read($"<response><RefId>{A.RefId}</RefId><ResultCode>0</ResultCode><Message>Approved</Message>{rest}</response>"),
        SpinAsked.For(A.Sale), A.AuthKey);
}

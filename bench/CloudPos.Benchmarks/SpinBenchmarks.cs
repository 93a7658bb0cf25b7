using System.Text;
using BenchmarkDotNet.Attributes;
using CloudPos.Spin;
using CloudPos.Spin.Wire;
using CloudPos.Spin.Xml;

namespace CloudPos.Benchmarks;

/// <summary>What one payment costs us besides waiting: the address out, the answer in.</summary>
[MemoryDiagnoser]
public class SpinBenchmarks
{
    private const int Lines = 30;
    private const string RefId = "0198f2c5a7b34d0e9c1a2b3c4d5e6f70";

    private static readonly SpinIdentity s_identity = new("3", "123456789123", "s3cretKey9");
    private static readonly SpinLimits s_limits = new() { EncodedLengthMax = int.MaxValue };

    private static readonly byte[] s_answer = Encoding.UTF8.GetBytes(
        $"<xmp><response><RefId>{RefId}</RefId><RegisterId>3</RegisterId><TPN>123456789123</TPN><ResultCode>0</ResultCode>"
        + "<RespMSG>APPROVAL%20VTLMC1</RespMSG><Message>Approved</Message><AuthCode>292249</AuthCode><PNRef>1807027</PNRef>"
        + "<PaymentType>Credit</PaymentType><Voided>false</Voided><TransType>Sale</TransType><SN>B17912107210009</SN>"
        + "<ExtData>Amount=10.00,dueAmnt=,isPartialApprovalTxn=false,approvedAmnt=,InvNum=3,CardType=VISA,Tip=4.00,Fee=0.00,"
        + "Disc=0.00,DiscLabel=,BatchNum=1,CashBack=0.00,AcntLast4=1234,AcntFirst4=4111,BIN=411111,Name=DOE%2fJANE,FeeLabel=,"
        + "BaseAmount=10.00,TxnCode=1,TaxCity=2.00,Tax1Label=Local Tax,customCashMessage=,customCreditMessage=,,TaxState=1.00,"
        + "Tax2Label=State Tax,TipLine=0,RespCode=00,RRN=512345,TraceNum=77,HostTxnId=H1,txnId=,PrintSaveMsg=savings $0.73,"
        + "TxnType=4,EntryType=CHIP,TotalAmt=17.00,TaxAmount=3.00,isGiftMode=false,GiftBalAmount=,ebtCashBalAmount=,"
        + "networkMode=WIFI,txnStartTime=0,txnEndTime=0,ReducedTax=$0.00,ReducedTaxFee=0.00,DateTime=20230929073517,"
        + "declineReason=</ExtData></response></xmp>");

    private SpinSale _sale = null!;

    [GlobalSetup]
    public void Prepare() => _sale = new SpinSale
    {
        PaymentType = SpinPaymentType.Credit,
        Amount = 358.80m,
        RefId = RefId,
        PerformedBy = "clerk@example.com",
        Cart = new SpinCart(
            [new("Subtotal", 312m), new("Taxes", 46.80m), new("Total", 358.80m, IsTotal: true)],
            [.. Enumerable.Range(1, Lines).Select(n => new SpinCartItem($"Fish & Chips No. {n}", 10.40m, 10.40m, 1m))],
            "Front"),
        DualPricing = new SpinDualPricing
        {
            TotalCardAmount = 358.80m,
            TotalCashAmount = 345m,
            Lines = [.. Enumerable.Range(1, Lines).Select(n => new SpinLineItem(
                $"Fish & Chips No. {n}", 0m, 10.40m, 0m, 10m, 1m, "ITM", "with vinegar", "10001", 10.40m, 10m))],
        },
    };

    /// <summary>A sale of thirty lines, cart and both prices, as the address that carries it.</summary>
    [Benchmark]
    public Uri BuildSaleOfThirtyLines() => SpinAddress.Of(SpinEndpoint.Production, s_identity, _sale, s_limits);

    /// <summary>The same within 8 KB, which drops lines and so builds it several times.</summary>
    [Benchmark]
    public Uri BuildSaleOfThirtyLinesShortened() =>
        SpinAddress.Of(SpinEndpoint.Production, s_identity, _sale, new SpinLimits());

    /// <summary>A sale without lines.</summary>
    [Benchmark]
    public Uri BuildPlainSale() =>
        SpinAddress.Of(SpinEndpoint.Production, s_identity, _sale with { Cart = null, DualPricing = null }, s_limits);

    /// <summary>An approval with the newer terminals' ExtData, from bytes to the judged answer.</summary>
    [Benchmark]
    public SpinAnswer ReadAnswer() =>
        SpinAnswers.From(SpinXmlReader.Read(s_answer), SpinAsked.For(_sale with { Amount = 10m }), s_identity.AuthKey);
}

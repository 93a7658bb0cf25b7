namespace CloudPos.Spin.Tests;

/// <summary>Ordinary requests and answers, so that a test states only what it is about.</summary>
internal static class A
{
    public const string RefId = "0198f2c5a7b34d0e9c1a2b3c4d5e6f70";
    public const string AuthKey = "s3cretKey9";

    public static readonly SpinIdentity Identity = new("3", "123456789123", AuthKey);

    public static readonly SpinSale Sale = new()
    {
        PaymentType = SpinPaymentType.Credit,
        Amount = 10.50m,
        RefId = RefId,
        PerformedBy = "clerk@example.com",
    };

    public static readonly SpinStatus Status = new(SpinPaymentType.Credit, RefId);

    public const string Approval =
        $"<xmp><response><RefId>{RefId}</RefId><RegisterId>3</RegisterId><TPN>123456789123</TPN><ResultCode>0</ResultCode>"
        + "<RespMSG>Approved</RespMSG><Message>Approved</Message><AuthCode>292249</AuthCode><PNRef>1807027</PNRef>"
        + "<PaymentType>Credit</PaymentType><Voided>false</Voided><TransType>Sale</TransType><SN>B179</SN>"
        + "<ExtData>InvNum=1,CardType=VISA,BatchNum=7,Tip=0.00,Fee=0.00,AcntLast4=1234,AcntFirst4=4111,Name=JANE%20DOE,"
        + "TotalAmt=10.50,TaxAmount=0.00,EntryType=CHIP,ExpDate=1229</ExtData></response></xmp>";

    public static string Sample(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name + ".xml"));
}

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

    public static readonly SpinReturn Return = new()
    {
        PaymentType = SpinPaymentType.Credit,
        Amount = 10.50m,
        RefId = RefId,
        PerformedBy = "clerk@example.com",
    };

    public static readonly SpinAuth Auth = new()
    {
        PaymentType = SpinPaymentType.Credit,
        Amount = 10.50m,
        RefId = RefId,
        PerformedBy = "clerk@example.com",
    };

    public static readonly SpinCapture Capture = new() { RefId = RefId, Amount = 10.50m, Last4 = "1234", AuthCode = "292249" };

    public static readonly SpinVoid Void = new() { RefId = RefId, Amount = 10.50m };

    public static readonly SpinTipAdjust TipAdjust = new() { RefId = RefId, Amount = 10.50m, Tip = 2m, Last4 = "1234" };

    public static readonly SpinGift Gift = new()
    {
        Operation = SpinGiftOperation.Redeem,
        Amount = 10.50m,
        RefId = RefId,
        PerformedBy = "clerk@example.com",
    };

    public static readonly SpinBalance Balance = new(SpinPaymentType.EbtFood, RefId);

    public static readonly SpinStatus Status = new(SpinPaymentType.Credit, RefId);

    public static readonly SpinSettle Settle = new() { RefId = RefId };

    public static readonly SpinUserChoice Choice = new("Choose Payment Type:", ["Cash", "Card", "Gift", "Coupon"]);

    public static readonly SpinUserInput Input = new("Enter phone", SpinInputType.Numeric, 10);

    public static readonly SpinPrintout Printout = new SpinPrintoutBuilder().Line("Hello").Build();

    /// <summary>Every call that answers about a charge, by name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ISpinClient, SpinEndpoint, Task<SpinAnswer>>> Charges =
        new Dictionary<string, Func<ISpinClient, SpinEndpoint, Task<SpinAnswer>>>
        {
            ["Sale"] = (client, to) => client.SellAsync(to, Identity, Sale, CancellationToken.None),
            ["Return"] = (client, to) => client.ReturnAsync(to, Identity, Return, CancellationToken.None),
            ["Auth"] = (client, to) => client.AuthorizeAsync(to, Identity, Auth, CancellationToken.None),
            ["Capture"] = (client, to) => client.CaptureAsync(to, Identity, Capture, CancellationToken.None),
            ["Void"] = (client, to) => client.VoidAsync(to, Identity, Void, CancellationToken.None),
            ["TipAdjust"] = (client, to) => client.AdjustTipAsync(to, Identity, TipAdjust, CancellationToken.None),
            ["Redeem"] = (client, to) => client.GiftAsync(to, Identity, Gift, CancellationToken.None),
            ["Inquire"] = (client, to) => client.AskBalanceAsync(to, Identity, Balance, CancellationToken.None),
            ["Status"] = (client, to) => client.AskStatusAsync(to, Identity, Status, CancellationToken.None),
        };

    /// <summary>Every other call, by name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ISpinClient, SpinEndpoint, Task<SpinServiceAnswer>>> Services =
        new Dictionary<string, Func<ISpinClient, SpinEndpoint, Task<SpinServiceAnswer>>>
        {
            ["Settle"] = async (client, to) => await client.SettleAsync(to, Identity, Settle, CancellationToken.None),
            ["Report"] = async (client, to) => await client.ReportAsync(to, Identity, new(SpinReportKind.Daily), CancellationToken.None),
            ["printer"] = async (client, to) => await client.PrintAsync(to, Identity, Printout, CancellationToken.None),
            ["UserChoice"] = async (client, to) => await client.AskChoiceAsync(to, Identity, Choice, CancellationToken.None),
            ["UserInput"] = async (client, to) => await client.AskInputAsync(to, Identity, Input, CancellationToken.None),
            ["GetSign"] = async (client, to) => await client.GetSignatureAsync(to, Identity, CancellationToken.None),
        };

    public const string Approval =
        $"<xmp><response><RefId>{RefId}</RefId><RegisterId>3</RegisterId><TPN>123456789123</TPN><ResultCode>0</ResultCode>"
        + "<RespMSG>Approved</RespMSG><Message>Approved</Message><AuthCode>292249</AuthCode><PNRef>1807027</PNRef>"
        + "<PaymentType>Credit</PaymentType><Voided>false</Voided><TransType>Sale</TransType><SN>B179</SN>"
        + "<ExtData>InvNum=1,CardType=VISA,BatchNum=7,Tip=0.00,Fee=0.00,AcntLast4=1234,AcntFirst4=4111,Name=JANE%20DOE,"
        + "TotalAmt=10.50,TaxAmount=0.00,EntryType=CHIP,ExpDate=1229</ExtData></response></xmp>";

    /// <summary>A whole black and white bitmap of eight by one dots, as a signature comes.</summary>
    public const string Bitmap = "Qk1CAAAAAAAAAD4AAAAoAAAACAAAAAEAAAABAAEAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP///wCqAAAA";

    public static string Sample(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name + ".xml"));
}

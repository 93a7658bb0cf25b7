using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CloudPos.SpinSimulator.Terminals;

/// <summary>What the vendor's portal sets for a TPN, and what a device suffers from. Amounts in dollars, percents as 3.5.</summary>
internal sealed record TerminalParameters
{
    public static readonly TerminalParameters Default = new();

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>Names of the merchants; more than one makes MerchantId mandatory.</summary>
    public IReadOnlyList<string> Merchants { get; init; } = [];

    /// <summary>Fee the terminal adds to a card sale that does not bring its own.</summary>
    public decimal FeePercent { get; init; }
    public string FeeLabel { get; init; } = "CustomFee";

    /// <summary>A surcharge: the fee spares debit.</summary>
    public bool FeeOnCreditOnly { get; init; }
    public decimal CityTaxPercent { get; init; }
    public decimal StateTaxPercent { get; init; }

    /// <summary>The most the host approves of one transaction; the rest is a partial approval. 0: no limit.</summary>
    public decimal HostLimit { get; init; }
    public bool AsksSignature { get; init; }
    public bool AsksCashback { get; init; }
    public bool Tags { get; init; } = true;
    public bool StoreAndForward { get; init; }

    /// <summary>Restaurant mode: sales without a tip and open tabs stop a settlement.</summary>
    public bool Restaurant { get; init; }
    public bool HostRefusesSettlement { get; init; }

    /// <summary>"23:30", read in <see cref="TimeZone"/>; empty: settles by request only.</summary>
    public string AutoSettleAt { get; init; } = "";
    public string TimeZone { get; init; } = "UTC";
    public int Battery { get; init; } = 100;
    public bool Paper { get; init; } = true;
    public bool DebitKeys { get; init; } = true;
    public int ClockOffsetMinutes { get; init; }
    public bool VoidsAuth { get; init; } = true;

    /// <summary>The connection exists but is switched off, or two devices share the TPN.</summary>
    public bool RouteActive { get; init; } = true;
    public bool IntermediateStatus { get; init; }

    /// <summary>10.01 to 10.24 give 1001 to 1024, 20.01 to 20.10 give 2001 to 2010, 52.00 with a tip of 2.00 is approved in part.</summary>
    public bool MagicAmounts { get; init; }

    [JsonIgnore]
    public bool IsMultiMerchant => Merchants.Count > 1;

    /// <summary>The same with what the change names. Throws <see cref="FormatException"/> with a sentence.</summary>
    public TerminalParameters With(JsonObject change)
    {
        var merged = JsonSerializer.SerializeToNode(this, Json)!.AsObject();
        foreach (var (name, value) in change)
        {
            merged[name] = value?.DeepClone();
        }

        try
        {
            var fresh = merged.Deserialize<TerminalParameters>(Json)!;
            fresh.Check();
            return fresh;
        }
        catch (JsonException e)
        {
            throw new FormatException($"The parameters cannot be read: {e.Message}", e);
        }
    }

    public JsonNode ToJson() => JsonSerializer.SerializeToNode(this, Json)!;

    private void Check()
    {
        Require(AutoSettleAt.Length == 0 || TimeOnly.TryParseExact(AutoSettleAt, "HH:mm", out _), "autoSettleAt is a time like 23:30.");
        Require(TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _), $"There is no time zone '{TimeZone}'.");
        Require(FeePercent is >= 0 and <= 100 && CityTaxPercent is >= 0 and <= 100 && StateTaxPercent is >= 0 and <= 100, "Percents are 0 to 100.");
        Require(Battery is >= 0 and <= 100, "battery is 0 to 100.");
        Require(HostLimit >= 0, "hostLimit is not negative.");
        Require(Merchants.Count <= 5, "A terminal has at most five merchants.");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}

namespace CloudPos.Application.Demo;

/// <summary>Whether this installation was started with demo data. Only then do demo logins exist, and only then are they shown.</summary>
public sealed class DemoOptions
{
    public bool Enabled { get; set; }

    /// <summary>The first store gets a second register, to try what happens where two share a PIN pad.</summary>
    public bool TwoRegisters { get; set; }
}

/// <summary>The people of the demo data.</summary>
public static class DemoLogins
{
    public const string Password = "CloudPos!demo1";
    public const string Cashier = "cashier@demo.cloudpos.test";
    public const string Manager = "manager@demo.cloudpos.test";
    public const string Iso = "iso@demo.cloudpos.test";
    public const string PharmacyManager = "pharmacy@demo.cloudpos.test";
}

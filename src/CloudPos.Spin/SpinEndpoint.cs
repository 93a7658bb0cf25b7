namespace CloudPos.Spin;

/// <summary>Where the SPIn proxy (or a simulator of it) listens.</summary>
/// <remarks>
/// Requests go to <c>{Root}/SPIn/cgi.html?TerminalTransaction=…</c> (specification: Transaction Request), the link
/// question to
/// <c>{Root}/spin/GetTerminalStatus?tpn=…</c>. The AuthKey travels in the URL, so anything but a simulator must be https.
/// </remarks>
/// <exception cref="ArgumentException">The root is relative, or neither http nor https.</exception>
public sealed record SpinEndpoint(Uri Root)
{
    /// <summary>The vendor's live proxy.</summary>
    public static readonly SpinEndpoint Production = new(new Uri("https://spinpos.net"));

    /// <summary>The vendor's sandbox proxy; a TPN lives on one of the two, never on both.</summary>
    public static readonly SpinEndpoint Test = new(new Uri("https://test.spinpos.net"));

    /// <summary>A terminal on the same network, without the proxy in between.</summary>
    /// <remarks>
    /// The port is a parameter of the TPN, shown beside its register id in the vendor's portal; there is no usual one.
    /// The key travels unencrypted, so the network must be the store's own. Needs no AuthKey unless the terminal asks.
    /// </remarks>
    /// <exception cref="ArgumentException">The host is not a name or an address, or the port is not 1 to 65535.</exception>
    public static SpinEndpoint Local(string host, int port)
    {
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic)
            throw new ArgumentException("A terminal is found by its name or address.", nameof(host));
        if (port is < 1 or > 65535)
            throw new ArgumentException("A port is 1 to 65535.", nameof(port));
        return new SpinEndpoint(new UriBuilder(Uri.UriSchemeHttp, host, port).Uri) { IsLocal = true };
    }

    /// <summary>The terminal itself answers, not the proxy.</summary>
    public bool IsLocal { get; private init; }

    /// <summary>Scheme, host, port and perhaps a leading path; no query.</summary>
    public Uri Root { get; init; } = Checked(Root);

    internal string TransactionPrefix => Prefix + "/SPIn/cgi.html?TerminalTransaction=";

    internal string PrinterPrefix => Prefix + "/SPIn/cgi.html?Printer=";

    internal string LinkPrefix => Prefix + "/spin/GetTerminalStatus?";

    private string Prefix => Root.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private static Uri Checked(Uri root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return root.IsAbsoluteUri && (root.Scheme == Uri.UriSchemeHttps || root.Scheme == Uri.UriSchemeHttp)
            ? root
            : throw new ArgumentException("A SPIn endpoint is an absolute http(s) address.", nameof(root));
    }
}

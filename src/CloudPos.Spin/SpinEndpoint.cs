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

    /// <summary>Scheme, host, port and perhaps a leading path; no query.</summary>
    public Uri Root { get; init; } = Checked(Root);

    internal string TransactionPrefix => Prefix + "/SPIn/cgi.html?TerminalTransaction=";

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

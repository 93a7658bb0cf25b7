using System.Xml.Linq;

namespace CloudPos.SpinSimulator.Proxy;

/// <summary>What the proxy itself says, in the words of the vendor's Appendix B. None of them names the RefId.</summary>
internal static class ProxyAnswers
{
    public static XElement NotParsed => Refusal("Not pars request");

    public static XElement RouteNotFound => Refusal("Route not found");

    public static XElement AuthenticationFailed => Refusal("Authentication failed");

    public static XElement NotConnected => Refusal("Terminal not connected to SPIn proxy server");

    public static XElement InUse => Refusal("Terminal in use");

    public static XElement DuplicatedRefId => Refusal("Duplicated ReferenceID");

    public static XElement TimedOut => Refusal("The operation has timed out");

    public static XElement Reconnected => Refusal("Reconnected");

    private static XElement Refusal(string text) => new(
        "response",
        new XElement("Message", "Error"),
        new XElement("ResultCode", "2"),
        new XElement("RespMSG", text));
}

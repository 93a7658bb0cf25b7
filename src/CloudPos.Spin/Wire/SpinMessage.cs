using System.Net;
using System.Net.Http.Headers;

namespace CloudPos.Spin.Wire;

/// <summary>What goes over the wire once: a plain GET, or a POST with a JSON body.</summary>
internal sealed class SpinMessage
{
    private readonly byte[]? _json;

    private SpinMessage(Uri address, byte[]? json)
    {
        Address = address;
        _json = json;
    }

    public Uri Address { get; }

    /// <summary>Whether an answer under 400 or 404 is read too: REST tells its refusals under both.</summary>
    public bool ReadsRefusals { get; private init; }

    public static SpinMessage Get(Uri address) => new(address, json: null);

    public static SpinMessage GetJson(Uri address) => new(address, json: null) { ReadsRefusals = true };

    public static SpinMessage PostJson(Uri address, byte[] json) => new(address, json) { ReadsRefusals = true };

    public bool Reads(HttpStatusCode status) => (int)status is >= 200 and < 300
        || (ReadsRefusals && status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound);

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(_json is null ? HttpMethod.Get : HttpMethod.Post, Address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (_json is not null)
        {
            request.Content = new ByteArrayContent(_json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }
        request.Headers.ConnectionClose = true;
        request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true, NoStore = true };
        return request;
    }
}

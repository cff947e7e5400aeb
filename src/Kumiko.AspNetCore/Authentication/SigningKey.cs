using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Kumiko.AspNetCore;

/// <summary>One secret of the key ring, and the header of the tokens that it signs.</summary>
internal sealed class SigningKey
{
    public SigningKey(string? id, byte[] secret)
    {
        Id = id;
        Secret = secret;
        var header = id is null
            ? """{"alg":"HS256","typ":"JWT"}"""
            : $$"""{"alg":"HS256","typ":"JWT","kid":"{{JsonEncodedText.Encode(id)}}"}""";
        EncodedHeader = Base64Url.EncodeToUtf8(Encoding.UTF8.GetBytes(header));
    }

    /// <summary>The name in a token's header; null for the legacy secret, whose tokens name none.</summary>
    public string? Id { get; }

    public byte[] Secret { get; }

    /// <summary>The first part of the tokens that we issue, so that most need no reading.</summary>
    public byte[] EncodedHeader { get; }
}

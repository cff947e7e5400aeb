using System.Security.Cryptography;
using System.Text;

namespace Kumiko;

/// <summary>Ids that follow from names, so that the same thing gets the same id on every node and at every start.</summary>
internal static class DeterministicId
{
    /// <summary>A UUID of version 8 (RFC 9562): the first 122 free bits of a SHA-256.</summary>
    public static Guid Of(string name) => Of(Encoding.UTF8.GetBytes(name));

    /// <inheritdoc cref="Of(string)"/>
    public static Guid Of(ReadOnlySpan<byte> name)
    {
        Span<byte> all = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, all);
        var hash = all[..16];
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}

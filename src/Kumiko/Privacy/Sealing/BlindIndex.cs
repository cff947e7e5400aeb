using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kumiko;

/// <summary>Finds sealed values by a keyed hash: the same value of the same field has the same one, and without the key nobody can make it.</summary>
internal static class BlindIndex
{
    /// <summary>How much of the hash is kept: enough that two values never meet, and no more.</summary>
    private const int Size = 18;

    /// <param name="key">The application's key.</param>
    /// <param name="field">The entity and the field.</param>
    /// <param name="value">The value, exactly: what is to be found in other spellings has to be stored in one.</param>
    public static string Of(byte[] key, string field, string value) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{field}\n{value}")).AsSpan(0, Size));
}

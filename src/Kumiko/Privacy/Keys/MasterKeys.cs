using System.Buffers.Text;
using System.Security.Cryptography;

namespace Kumiko;

/// <summary>
/// The keys that wrap the keys of data subjects. The first is the current one; the others open what was wrapped before, until it is wrapped anew. They come
/// from outside of the database, and whoever loses them loses all that is sealed.
/// </summary>
public sealed class MasterKeys
{
    private readonly List<(string Id, byte[] Wrapping, byte[] Boxing)> _keys;

    private MasterKeys(IReadOnlyList<byte[]> keys) => _keys = [.. keys.Select(k =>
        (Convert.ToHexStringLower(SHA256.HashData(Aead.Derive(k, "kumiko:id")))[..8], Aead.Derive(k, "kumiko:wrap"), Aead.Derive(k, "kumiko:box")))];

    /// <summary>Reads keys: base64 of 32 bytes each, separated by commas, the current one first.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static MasterKeys Parse(string text)
    {
        var keys = new List<byte[]>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var key = new byte[SubjectKey.SecretSize + 1];
            if (!Convert.TryFromBase64String(part, key, out var length) || length != SubjectKey.SecretSize)
            {
                throw new FormatException(
                    $"Master key number {keys.Count + 1} is not 32 bytes in base64. Make one with 'openssl rand -base64 32'; several are separated by commas, the current one first.");
            }

            keys.Add(key[..SubjectKey.SecretSize]);
        }

        return keys.Count > 0 ? new MasterKeys(keys) : throw new FormatException("There is no master key in the text: it is blank.");
    }

    /// <summary>Makes a new key, in the form that <see cref="Parse"/> reads.</summary>
    public static string Generate() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SubjectKey.SecretSize));

    /// <summary>The id of the current key, which tells it apart and says nothing about it.</summary>
    public string CurrentId => _keys[0].Id;

    /// <summary>Never the keys.</summary>
    public override string ToString() => "the master keys " + string.Join(", ", _keys.Select(k => k.Id));

    /// <summary>Wraps a key: the master key's id, a colon, and the sealed key.</summary>
    internal string Wrap(ReadOnlySpan<byte> secret, string place) => Seal(_keys[0].Id, _keys[0].Wrapping, secret, place);

    /// <exception cref="InvalidOperationException">The master key is not among these, or what was wrapped was changed.</exception>
    internal byte[] Unwrap(string wrapped, string place) => Open(wrapped, place, k => k.Wrapping);

    /// <summary>Seals what waits in the database for a moment.</summary>
    internal string Box(ReadOnlySpan<byte> plain, string place) => Seal(_keys[0].Id, _keys[0].Boxing, plain, place);

    /// <inheritdoc cref="Unwrap"/>
    internal byte[] Unbox(string box, string place) => Open(box, place, k => k.Boxing);

    private static string Seal(string id, byte[] key, ReadOnlySpan<byte> plain, string place) =>
        $"{id}:{Base64Url.EncodeToString(Aead.Seal(key, plain, place))}";

    private byte[] Open(string text, string place, Func<(string Id, byte[] Wrapping, byte[] Boxing), byte[]> keyOf)
    {
        var colon = text.IndexOf(':');
        var id = text[..Math.Max(colon, 0)];
        if (_keys.Find(k => k.Id == id) is not { Id: not null } key)
        {
            throw new InvalidOperationException(
                $"Something is wrapped by the master key '{id}', and only {this} are given. Add the older key behind the current one, separated by a comma.");
        }

        try
        {
            return Aead.Open(keyOf(key), Base64Url.DecodeFromChars(text.AsSpan(colon + 1)), place);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException($"What is wrapped for '{place}' cannot be opened: it was changed, or moved from elsewhere.", exception);
        }
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Kumiko;

/// <summary>AES-256-GCM. What comes out is nonce, tag and ciphertext, in this order.</summary>
internal static class Aead
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <param name="key">32 bytes.</param>
    /// <param name="plain">What is sealed.</param>
    /// <param name="place">What the sealed bytes belong to: they cannot be opened anywhere else.</param>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, string place)
    {
        var all = new byte[NonceSize + TagSize + plain.Length];
        var nonce = all.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, all.AsSpan(NonceSize + TagSize), all.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(place));
        return all;
    }

    /// <exception cref="CryptographicException">The key is another one, or the bytes were changed or come from elsewhere.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> all, string place)
    {
        if (all.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("What was sealed is cut off.");
        }

        var plain = new byte[all.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(all[..NonceSize], all[(NonceSize + TagSize)..], all[NonceSize..(NonceSize + TagSize)], plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }

    /// <summary>A key for one purpose, made from another one.</summary>
    public static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, SubjectKey.SecretSize, salt: null, info: Encoding.UTF8.GetBytes(purpose));
}

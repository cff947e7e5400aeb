using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kumiko.AspNetCore;

/// <summary>
/// Issues and verifies the tokens of a sign-in: JWTs signed with HS256, and nothing else. A token that verifies is a user, with the tenant
/// and the roles that were true when it was issued.
/// </summary>
public sealed class TokenService
{
    private const int MaxLength = 8 * 1024;

    private readonly TokenKeyRing _keys;
    private readonly string _issuer;
    private readonly TimeProvider _time;

    internal TokenService(TokenKeyRing keys, string issuer, TimeProvider time)
    {
        _keys = keys;
        _issuer = issuer;
        _time = time;
    }

    /// <summary>Issues a token for a user.</summary>
    /// <param name="user">Who signed in.</param>
    /// <param name="lifetime">How long the token is good for, from now; at least a second.</param>
    /// <exception cref="ArgumentException">
    /// The user is the framework or a visitor, or has one of the reserved roles <c>system</c>, <c>anonymous</c> and <c>all</c>.
    /// </exception>
    public string Issue(User user, TimeSpan lifetime)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1));
        if (ReservedNames.IsUser(user.Id.Value) || user.Roles.FirstOrDefault(ReservedNames.IsRole) is not null)
        {
            throw new ArgumentException("Nobody signs in as the framework or a visitor, or with one of their reserved roles.", nameof(user));
        }

        var claims = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(claims))
        {
            TokenClaims.Write(writer, user, _issuer, _time.GetUtcNow(), lifetime);
        }

        var signed = Encoding.ASCII.GetString(_keys.Current.EncodedHeader) + "." + Base64Url.EncodeToString(claims.WrittenSpan);
        var signature = HMACSHA256.HashData(_keys.Current.Secret, Encoding.ASCII.GetBytes(signed));
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    /// <summary>Verifies a token.</summary>
    /// <returns>
    /// Null unless the token is of our issuer, signed by one of our keys, not over, and names a user with no reserved role.
    /// </returns>
    public User? Verify(string token) => Check(token)?.User;

    /// <summary>As <see cref="Verify(string)"/>, with the time when the token is over.</summary>
    internal SignIn? Check(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length > MaxLength || !Ascii.IsValid(token))
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(token.Length);
        try
        {
            var length = Encoding.ASCII.GetBytes(token, buffer);
            return Check(buffer.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private SignIn? Check(Memory<byte> token)
    {
        const byte Dot = (byte)'.';
        var bytes = token.Span;
        var headerEnd = bytes.IndexOf(Dot);
        var signedEnd = bytes.LastIndexOf(Dot);
        if (headerEnd < 0 || headerEnd == signedEnd || !IsSigned(bytes[..headerEnd], bytes[..signedEnd], bytes[(signedEnd + 1)..]))
        {
            return null;
        }

        // The signature held, so the claims are ours to decode where they lie.
        var claims = token[(headerEnd + 1)..signedEnd];
        return Base64Url.IsValid(claims.Span)
            ? TokenClaims.Read(claims[..Base64Url.DecodeFromUtf8InPlace(claims.Span)], _issuer, _time.GetUtcNow())
            : null;
    }

    private bool IsSigned(ReadOnlySpan<byte> header, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Base64Url.DecodeFromUtf8(signature, given, out _, out var written) != OperationStatus.Done || written != given.Length)
        {
            return false;
        }

        if (!TryReadKeyId(header, out var keyId))
        {
            return false;
        }

        foreach (var key in _keys.All)
        {
            if ((keyId is null || keyId == key.Id) && Matches(key, signed, given))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryReadKeyId(ReadOnlySpan<byte> header, out string? keyId)
    {
        foreach (var key in _keys.All)
        {
            if (header.SequenceEqual(key.EncodedHeader))
            {
                keyId = key.Id;
                return true;
            }
        }

        var read = TokenHeader.Read(header);
        keyId = read?.KeyId;
        return read is not null;
    }

    private static bool Matches(SigningKey key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Secret, signed, computed);
        return CryptographicOperations.FixedTimeEquals(computed, signature);
    }
}

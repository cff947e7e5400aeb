namespace Kumiko.Storage;

/// <summary>The key under which a request's answer is stored: nobody else's request can have the same one.</summary>
/// <param name="Tenant">The tenant of the one who asked.</param>
/// <param name="User">The one who asked.</param>
/// <param name="RequestId">The id that the client chose.</param>
public sealed record RequestKey(TenantId Tenant, UserId User, string RequestId);

/// <summary>A request's stored answer.</summary>
/// <param name="Key">Whose request it was.</param>
/// <param name="Fingerprint">SHA-256 over what was asked: 32 bytes. The same id with another one is not a repetition.</param>
/// <param name="Answer">The answer: a UTF-8 JSON object.</param>
/// <param name="CreatedAt">When it was answered, in UTC.</param>
public sealed record RecordedAnswer(RequestKey Key, byte[] Fingerprint, ReadOnlyMemory<byte> Answer, DateTimeOffset CreatedAt);

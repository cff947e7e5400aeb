namespace Kumiko;

/// <summary>Asks how the keys of data subjects stand. Answers with a <see cref="KeyStatus"/>.</summary>
public sealed record GetKeyStatus;

/// <summary>Wraps all keys by the current master key. Answers with a <see cref="RotatedKeys"/>.</summary>
public sealed record RotateKeys;

/// <summary>What <see cref="RotateKeys"/> did.</summary>
/// <param name="Keys">How many keys were wrapped anew.</param>
public sealed record RotatedKeys(long Keys);

/// <summary>Forgets a data subject; it cannot be undone.</summary>
/// <param name="Tenant">The tenant that knows the subject.</param>
/// <param name="Subject">Who: the id of a record or a user, or <c>tenant</c>.</param>
/// <param name="Reason">Why, without any data about the person.</param>
public sealed record ForgetSubject(Guid Tenant, [property: Text(MaxLength = 500)] string Subject, [property: Text(MaxLength = 1000)] string Reason);

namespace Kumiko;

/// <summary>Under whose key a field is sealed.</summary>
internal enum SubjectKind
{
    /// <summary>It is not sealed.</summary>
    None,

    /// <summary>That of the record, or of the event's stream.</summary>
    Record,

    /// <summary>That of whom another field names.</summary>
    Named,

    /// <summary>That of the tenant.</summary>
    Tenant,
}

/// <summary>What a declaration says about the privacy of a field.</summary>
/// <param name="Subject">Whose data it is.</param>
/// <param name="SubjectMember">For <see cref="SubjectKind.Named"/>: the C# property that names the subject.</param>
/// <param name="IsSensitive">Whether it never leaves the application.</param>
/// <param name="NotPersonalBecause">Why it is no personal data; null where nobody says so.</param>
internal sealed record FieldPrivacy(SubjectKind Subject, string? SubjectMember, bool IsSensitive, string? NotPersonalBecause)
{
    public bool IsSealed => Subject != SubjectKind.None;

    /// <summary>Whether its exact value can be asked for.</summary>
    public bool IsFindable { get; private init; }

    /// <summary>Whether it is said of the field that it is personal data and that it is not, or whose it is twice.</summary>
    public bool IsContradictory { get; private init; }

    /// <returns>Null where nothing is said.</returns>
    public static FieldPrivacy? Of(IReadOnlyList<FieldAttribute> attributes)
    {
        var own = attributes.OfType<PrivacyAttribute>().ToList();
        if (own.Count == 0)
        {
            return null;
        }

        var personal = own.OfType<PersonalDataAttribute>().FirstOrDefault();
        var tenant = own.OfType<TenantDataAttribute>().FirstOrDefault();
        var not = own.OfType<NotPersonalAttribute>().FirstOrDefault();
        var subject = personal is not null ? personal.Subject is null ? SubjectKind.Record : SubjectKind.Named
            : tenant is not null ? SubjectKind.Tenant
            : SubjectKind.None;
        return new FieldPrivacy(subject, personal?.Subject, own.OfType<SensitiveAttribute>().Any(), not?.Reason)
        {
            IsFindable = (personal?.Find ?? tenant?.Find) == Find.Exact,
            IsContradictory = (personal is not null ? 1 : 0) + (tenant is not null ? 1 : 0) + (not is not null ? 1 : 0) > 1,
        };
    }
}

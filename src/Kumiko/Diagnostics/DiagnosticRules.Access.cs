namespace Kumiko;

public static partial class DiagnosticRules
{
    /// <summary>Rules of access to records are asked of databases.</summary>
    public static readonly DiagnosticRule RuleNotTranslatable = new("KUM3003", "A rule of access cannot be asked of a database",
        "It decides which rows a query returns, and a rule that only C# understands would have to deny everything or to read everything.",
        "Compare fields of the record with constants, and with what the user has: user.Id, user.Claims, user.Roles. Combine with &&, || and !, or use Contains "
        + "and StartsWith.");

    /// <summary>Roles are words that are easily misspelt.</summary>
    public static readonly DiagnosticRule UnknownRole = new("KUM3004", "A rule names a role that no feature lists",
        "Nobody has it, so the rule denies everyone; and nobody would notice.", "Correct the role, or add it to a call of r.Roles(…).");

    /// <summary>Grants add up.</summary>
    public static readonly DiagnosticRule ShadowedGrant = new("KUM3005", "A role is named with a condition and without one",
        "Grants add up: the one without a condition allows everything, and the condition says nothing.", "Remove one of the two.");

    /// <summary>Access to fields is about fields.</summary>
    public static readonly DiagnosticRule FieldAccessTarget = new("KUM3006", "A rule of access names no field that it could hold for",
        "It would protect nothing.",
        "Name a stored field, or for reading a derived one; a field of an object inside the record with Field(r => r.Part, p => p.Field, …), of a list's items with "
        + "ItemField(r => r.List, i => i.Field, …).");

    /// <summary>Access to fields is enforced where records and histories leave.</summary>
    public static readonly DiagnosticRule FieldAccessWithoutEffect = new("KUM3007", "A rule of access stands where nothing would obey it",
        "Rows of projections and inputs leave and arrive as a whole; histories show events, which nobody writes by fields.",
        "Put [ReadableBy] on fields of entities, of objects inside them, and on payloads of events; [WritableBy] on the first two.");
}

namespace Kumiko;

/// <summary>The codes of <see cref="FieldIssue"/>; clients know them.</summary>
public static class IssueCodes
{
    /// <summary>Absent, null, or of another JSON type; params <c>expected</c>, <c>received</c>.</summary>
    public const string InvalidType = "invalid_type";

    /// <summary>Too short or too few or below the bound; params <c>minimum</c>, <c>inclusive</c>.</summary>
    public const string TooSmall = "too_small";

    /// <summary>Too long or too many or above the bound; params <c>maximum</c>, <c>inclusive</c>.</summary>
    public const string TooBig = "too_big";

    /// <summary>A text that is not of its format; params <c>format</c>.</summary>
    public const string InvalidFormat = "invalid_format";

    /// <summary>More digits than the type has; params <c>divisor</c>.</summary>
    public const string NotMultipleOf = "not_multiple_of";

    /// <summary>Members that the input does not have; params <c>keys</c>.</summary>
    public const string UnrecognizedKeys = "unrecognized_keys";

    /// <summary>None of the allowed values; params <c>values</c>.</summary>
    public const string InvalidValue = "invalid_value";

    /// <summary>A field that the framework fills in, and that must not be sent.</summary>
    public const string UnexpectedField = "unexpected_field";

    /// <summary>Nested too deeply; params <c>maxDepth</c>.</summary>
    public const string TooDeep = "too_deep";

    /// <summary>There is no record that the tenant can see under the id; params <c>entity</c>.</summary>
    public const string ReferenceNotFound = "reference_not_found";

    /// <summary>A rule of the author's own.</summary>
    public const string Custom = "custom";
}

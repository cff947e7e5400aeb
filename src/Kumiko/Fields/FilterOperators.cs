namespace Kumiko;

/// <summary>The comparisons that a list can filter a field by.</summary>
[Flags]
public enum FilterOperators
{
    /// <summary>The type cannot be filtered.</summary>
    None = 0,

    /// <summary><c>eq</c> and <c>ne</c>.</summary>
    Equality = 1,

    /// <summary><c>lt</c> and <c>gt</c>.</summary>
    Range = 2,

    /// <summary><c>in</c>.</summary>
    Membership = 4,
}

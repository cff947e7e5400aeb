namespace Kumiko.Storage;

/// <summary>How two values are compared.</summary>
public enum Comparison
{
    /// <summary>Both are the same.</summary>
    Equal,

    /// <summary>They differ; a null differs from every value.</summary>
    NotEqual,

    /// <summary>The column's value is smaller; false for null.</summary>
    Less,

    /// <summary>The column's value is not larger; false for null.</summary>
    LessOrEqual,

    /// <summary>The column's value is larger; false for null.</summary>
    Greater,

    /// <summary>The column's value is not smaller; false for null.</summary>
    GreaterOrEqual,
}

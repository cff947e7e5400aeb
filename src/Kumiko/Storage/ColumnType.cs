namespace Kumiko.Storage;

/// <summary>The closed set of column types that both stores know, with the C# type that carries a value of each.</summary>
public enum ColumnType
{
    /// <summary><see cref="Guid"/>.</summary>
    Uuid,

    /// <summary><see cref="string"/>; ordered and compared by code point.</summary>
    Text,

    /// <summary><see cref="bool"/>.</summary>
    Boolean,

    /// <summary><see cref="int"/>.</summary>
    Int32,

    /// <summary><see cref="long"/>.</summary>
    Int64,

    /// <summary><see cref="double"/>, always finite.</summary>
    Double,

    /// <summary><see cref="decimal"/> of the column's precision and scale; exact and ordered by value on both stores.</summary>
    Decimal,

    /// <summary><see cref="DateOnly"/>.</summary>
    Date,

    /// <summary><see cref="DateTimeOffset"/> in UTC, to the microsecond.</summary>
    Timestamp,

    /// <summary><see cref="string"/> that holds a JSON object or array. Key order and spacing are the store's own.</summary>
    Json,
}

namespace Kumiko.Storage;

/// <summary>One column of a table.</summary>
/// <param name="Name">The physical name, in snake_case.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsNullable">Whether it may hold nothing.</param>
public sealed record Column(string Name, ColumnType Type, bool IsNullable = false)
{
    /// <summary>For <see cref="ColumnType.Decimal"/>: the number of digits in all, 1 to 28.</summary>
    public int Precision { get; init; }

    /// <summary>For <see cref="ColumnType.Decimal"/>: the number of digits behind the point.</summary>
    public int Scale { get; init; }
}

using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>For every column type the values at the edges, ascending: the order in which every store has to see them.</summary>
internal sealed record EdgeValues(Column Column, params object[] Ascending)
{
    public static IReadOnlyDictionary<string, EdgeValues> All { get; } = new Dictionary<string, EdgeValues>
    {
        ["uuid"] = Of(
            ColumnType.Uuid,
            Guid.Empty,
            Guid.Parse("00000000-0000-0000-0000-000000000001"),
            Guid.Parse("00000001-0000-0000-0000-000000000000"),
            Guid.Parse("01000000-0000-0000-0000-000000000000"),
            Guid.Parse("7fffffff-ffff-7fff-8000-000000000000"),
            Guid.Parse("80000000-0000-0000-0000-000000000000"),
            Guid.Parse("ffffffff-ffff-ffff-ffff-ffffffffffff")),
        ["text"] = Of(
            ColumnType.Text,
            "", "\t\n", " ", "%", "10", "2", "A", "B", "a", "aa", "b", "it's", "é", "ÿ", "中", "\uE000", "\uFFFD", "\uFFFF", "😀", "😀b", "\U0010FFFF"),
        ["boolean"] = Of(ColumnType.Boolean, false, true),
        ["int32"] = Of(ColumnType.Int32, int.MinValue, -1, 0, 1, 10, int.MaxValue),
        ["int64"] = Of(ColumnType.Int64, long.MinValue, (long)int.MinValue - 1, -1L, 0L, 1L, (1L << 53) + 1, long.MaxValue),
        ["double"] = Of(
            ColumnType.Double, double.MinValue, -1.5, -double.Epsilon, 0.0, double.Epsilon, 0.1, 0.1 + 0.2, 1.0, 9007199254740993.0, 1e300, double.MaxValue),
        ["decimal(1,0)"] = Decimal(1, 0, -9m, -1m, 0m, 1m, 9m),
        ["decimal(5,2)"] = Decimal(5, 2, -999.99m, -10m, -9.5m, -0.01m, 0m, 0.01m, 2m, 9.99m, 10.5m, 999.99m),
        ["decimal(18,2)"] = Decimal(18, 2, -9999999999999999.99m, -2m, 0m, 1.50m, 9999999999999999.99m),
        ["decimal(18,18)"] = Decimal(18, 18, -0.999999999999999999m, -0.000000000000000001m, 0m, 0.000000000000000001m, 0.999999999999999999m),
        ["decimal(19,4)"] = Decimal(19, 4, -999999999999999.9999m, -10m, -9m, -0.0001m, 0m, 0.0001m, 2m, 10m, 999999999999999.9999m),
        ["decimal(28,0)"] = Decimal(28, 0, -9999999999999999999999999999m, -1m, 0m, 1m, 10m, 9999999999999999999999999999m),
        ["decimal(28,10)"] = Decimal(
            28, 10, -999999999999999999.9999999999m, -1.0000000001m, -1m, 0m, 0.0000000001m, 9m, 10m, 999999999999999999.9999999999m),
        ["decimal(28,28)"] = Decimal(
            28, 28, -0.9999999999999999999999999999m, -0.0000000000000000000000000001m, 0m, 0.0000000000000000000000000001m, 0.9999999999999999999999999999m),
        ["date"] = Of(
            ColumnType.Date,
            new DateOnly(1, 1, 1), new DateOnly(999, 12, 31), new DateOnly(1969, 12, 31), new DateOnly(2024, 2, 29), new DateOnly(9999, 12, 31)),
        ["timestamp"] = Of(
            ColumnType.Timestamp,
            Instant("0001-01-01T00:00:00Z"),
            Instant("1969-12-31T23:59:59.999999Z"),
            Instant("1970-01-01T00:00:00Z"),
            Instant("2026-03-29T01:30:00.000001Z"),
            Instant("2026-03-29T01:30:00.000002Z"),
            Instant("2026-03-29T01:30:00.100000Z"),
            Instant("9999-12-31T23:59:59.999999Z")),

        // The order of these means nothing: JSON is not compared.
        ["json"] = Of(
            ColumnType.Json,
            "{}", "[]", """{"a":1,"b":[true,null,"😀"]}""", """["x","x"]""", """[1.5,-0.25,12345678901234567890.123456789]""", """{"":{"deep":[[[]]]}}"""),
    };

    public Column Nullable => Column with { IsNullable = true };

    public bool IsOrdered => Column.Type != ColumnType.Json;

    private static EdgeValues Of(ColumnType type, params object[] ascending) => new(new Column("value", type), ascending);

    private static EdgeValues Decimal(int precision, int scale, params object[] ascending) =>
        new(new Column("value", ColumnType.Decimal) { Precision = precision, Scale = scale }, ascending);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text);
}

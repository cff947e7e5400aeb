using Kumiko.Storage;

namespace Kumiko;

/// <summary>Puts conditions together, so that what is certain never reaches a database.</summary>
internal static class RowFilterExtensions
{
    public static bool IsEverything(this RowFilter filter) => filter is RowFilter.All { Filters.Count: 0 };

    public static bool IsNothing(this RowFilter filter) => filter is RowFilter.Any { Filters.Count: 0 };

    public static RowFilter And(this RowFilter left, RowFilter right) =>
        left.IsEverything() || right.IsNothing() ? right : right.IsEverything() || left.IsNothing() ? left : new RowFilter.All([left, right]);

    public static RowFilter Or(this RowFilter left, RowFilter right) =>
        left.IsNothing() || right.IsEverything() ? right : right.IsNothing() || left.IsEverything() ? left : new RowFilter.Any([left, right]);

    public static RowFilter Negated(this RowFilter filter) =>
        filter.IsEverything() ? RowFilter.Nothing : filter.IsNothing() ? RowFilter.Everything : new RowFilter.Not(filter);
}

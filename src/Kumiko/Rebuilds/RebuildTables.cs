using Kumiko.Storage;

namespace Kumiko;

/// <summary>The names of the tables that a rebuild uses beside the live one.</summary>
internal static class RebuildTables
{
    public static Table Shadow(Table live) => live.Renamed(live.Name + "__new");

    public static Table Old(Table live) => live.Renamed(live.Name + "__old");

    public static Table Check(Table live) => live.Renamed(live.Name + "__check");

    public static Table WithoutIndexes(Table table) => new(table.Name, table.Columns, []);
}

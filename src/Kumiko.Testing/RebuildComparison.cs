using Kumiko.Storage;

namespace Kumiko.Testing;

/// <summary>Compares live rows with rows derived from the log.</summary>
internal static class RebuildComparison
{
    public static Task<IReadOnlyList<string>> Of(Store store, EntityDefinition entity) =>
        Of(store, entity.Name, entity.Table, shadow => EntityRebuild.Into(store, entity, shadow, default));

    public static Task<IReadOnlyList<string>> Of(Store store, Registry registry, ProjectionDefinition projection) =>
        Of(store, projection.Name, projection.Table, shadow => ProjectionRebuild.Into(store, registry, projection, shadow, default));

    private static async Task<IReadOnlyList<string>> Of(Store store, string name, Table table, Func<Table, Task> derive)
    {
        var shadow = table.Renamed(table.Name + "_check");
        await store.DropTable(shadow);
        await store.CreateMissingTables([shadow]);
        await derive(shadow);
        var live = await RowsOf(store, table);
        var derived = await RowsOf(store, shadow);
        await store.DropTable(shadow);
        var differences = new List<string>();
        foreach (var key in live.Keys.Union(derived.Keys))
        {
            Compare(name, table, key, live.GetValueOrDefault(key), derived.GetValueOrDefault(key), differences);
        }

        return differences;
    }

    private static void Compare(string name, Table table, (object?, object?) key, object?[]? live, object?[]? derived, List<string> differences)
    {
        if (live is null || derived is null)
        {
            differences.Add($"{name} {key.Item2}: {(live is null ? "derived, but not there" : "there, but not derived")}.");
            return;
        }

        for (var i = 0; i < live.Length; i++)
        {
            if (!Equals(live[i], derived[i]))
            {
                differences.Add($"{name} {key.Item2}: column '{table.Columns[i].Name}' is '{live[i]}', derived '{derived[i]}'.");
            }
        }
    }

    private static async Task<Dictionary<(object?, object?), object?[]>> RowsOf(Store store, Table table)
    {
        await using var session = store.NewSession();
        var rows = await session.ReadRows(new RowQuery { Table = table, Scope = new TenantScope.All("comparison with the log") });
        return rows.ToDictionary(r => (r[0], r[1]));
    }
}

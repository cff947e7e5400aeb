using Kumiko.Storage;

namespace Kumiko.Testing;

/// <summary>Compares live rows with rows derived from the log.</summary>
internal static class RebuildComparison
{
    /// <summary>One sentence for each difference of an entity's table.</summary>
    public static Task<IReadOnlyList<string>> Of(Store store, EntityDefinition entity) => Of(store, new EntityTarget(entity));

    /// <summary>One sentence for each difference of any table that is derived from the log.</summary>
    public static async Task<IReadOnlyList<string>> Of(Store store, Registry registry)
    {
        var differences = new List<string>();
        foreach (var target in RebuildTargets.Of(registry))
        {
            differences.AddRange(await Of(store, target));
        }

        return differences;
    }

    private static async Task<IReadOnlyList<string>> Of(Store store, RebuildTarget target)
    {
        var result = await new Verification(store, target, tenant: null).Run(default);
        return [.. result.Differences.Select(d => $"{target.Live.Name} {d}")];
    }
}

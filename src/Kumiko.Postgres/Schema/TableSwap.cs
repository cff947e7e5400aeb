using System.Security.Cryptography;
using System.Text;
using Kumiko.Storage;

namespace Kumiko.Postgres.Schema;

/// <summary>
/// Puts a shadow table in the place of the live one. Statements that others have prepared, or that wait for the lock, look the name up
/// again when they go on, and find the new table.
/// </summary>
internal static class TableSwap
{
    private const int LongestIdentifier = 63;

    /// <summary>Renames both tables with their indexes and primary keys, so that both are afterwards what they are declared to be.</summary>
    public static IEnumerable<string> Rename(Table live, Table shadow, Table old, IReadOnlyDictionary<string, string> primaryKeys)
    {
        foreach (var (mine, its) in live.Indexes.Zip(old.Indexes))
        {
            // An index that is missing is none of the swap's business: the new table brings its own.
            yield return $"alter index if exists {Sql.Name(mine.Name)} rename to {Sql.Name(its.Name)}";
        }

        var (liveKey, shadowKey) = (primaryKeys.GetValueOrDefault(live.Name), primaryKeys.GetValueOrDefault(shadow.Name));
        if (liveKey is not null)
        {
            yield return $"alter index {Sql.Name(liveKey)} rename to {Sql.Name(PrimaryKeyOf(old))}";
        }

        yield return $"alter table {Sql.Name(live.Name)} rename to {Sql.Name(old.Name)}";
        yield return $"alter table {Sql.Name(shadow.Name)} rename to {Sql.Name(live.Name)}";
        if (shadowKey is not null)
        {
            yield return $"alter index {Sql.Name(shadowKey)} rename to {Sql.Name(liveKey ?? PrimaryKeyOf(live))}";
        }

        foreach (var (its, mine) in shadow.Indexes.Zip(live.Indexes))
        {
            yield return $"alter index {Sql.Name(its.Name)} rename to {Sql.Name(mine.Name)}";
        }
    }

    /// <summary>Swaps the rows of the tenant $1.</summary>
    public static IEnumerable<string> MoveRows(Table live, Table shadow, Table old)
    {
        var (columns, tenant) = (Sql.Names(live.Columns.Select(c => c.Name)), Sql.Name(live.TenantColumn.Name));
        yield return
            $"""
            with moved as (delete from {Sql.Name(live.Name)} where {tenant} = $1 returning {columns})
            insert into {Sql.Name(old.Name)} ({columns}) select {columns} from moved
            """;
        yield return $"insert into {Sql.Name(live.Name)} ({columns}) select {columns} from {Sql.Name(shadow.Name)} where {tenant} = $1";
    }

    /// <summary>The server's own name for it where that fits, otherwise one that no other table's key has.</summary>
    private static string PrimaryKeyOf(Table table)
    {
        var name = $"{table.Name}_pkey";
        return Encoding.UTF8.GetByteCount(name) <= LongestIdentifier
            ? name
            : $"pkey_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table.Name)))[..32]}";
    }
}

using Npgsql;

namespace Kumiko.Postgres.Rows;

/// <summary>Rows in bulk: without parameters, plans and statements.</summary>
internal static class RowCopy
{
    /// <summary>From how many rows on a copy is quicker than one statement: it costs round trips of its own.</summary>
    public const int WorthIt = 2000;

    public static async Task Insert(NpgsqlConnection connection, TableStatements table, IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        await using var importer = await connection.BeginBinaryImportAsync(
            $"copy {table.Name} ({table.SelectList}) from stdin (format binary)", cancellation);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(cancellation);
            for (var i = 0; i < row.Length; i++)
            {
                await (row[i] is { } value ? table.CodecAt(i).Write(importer, value, cancellation) : importer.WriteNullAsync(cancellation));
            }
        }

        await importer.CompleteAsync(cancellation);
    }
}

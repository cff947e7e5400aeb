using Npgsql;

namespace Kumiko.Postgres.Schema;

/// <summary>What the current schema really has.</summary>
internal sealed class Catalogue
{
    private const string SelectColumns =
        """
        select c.relname, a.attname,
               format_type(a.atttypid, a.atttypmod) || coalesce(' collate ' || quote_ident(l.collname), ''), not a.attnotnull
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_collation l on l.oid = a.attcollation and l.collname <> 'default'
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and c.relname = any($1)
        order by c.relname, a.attnum
        """;

    private const string SelectIndexes =
        """
        select c.relname, i.relname, x.indisprimary, x.indisunique, pg_get_expr(x.indpred, x.indrelid),
               array(select coalesce(a.attname, '') || case when k.option = 0 then '' else ' otherwise ordered' end
                     from unnest(x.indkey, x.indoption) with ordinality k (attnum, option, place)
                     left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum
                     where k.place <= x.indnkeyatts order by k.place)
        from pg_class c
        join pg_index x on x.indrelid = c.oid and x.indisvalid
        join pg_class i on i.oid = x.indexrelid
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and c.relname = any($1)
        order by c.relname, i.relname
        """;

    private const string SelectSequence =
        """
        select exists (select 1 from pg_sequence s join pg_class c on c.oid = s.seqrelid
                       where c.relnamespace = current_schema()::regnamespace and c.relname = $1
                         and s.seqcache = 1 and s.seqincrement = 1 and not s.seqcycle)
        """;

    private const string SelectGuards =
        """
        select c.relname, c.relrowsecurity and c.relforcerowsecurity,
               array(select p.polname::text from pg_policy p where p.polrelid = c.oid and p.polpermissive)
        from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and c.relname = any($1)
        """;

    private readonly Dictionary<string, PhysicalTable> _tables;

    private Catalogue(Dictionary<string, PhysicalTable> tables) => _tables = tables;

    /// <summary>Whether the positions of the log are drawn one by one, in the order of time.</summary>
    public bool DrawsPositionsInOrder { get; private init; }

    /// <summary>The table of that name, or null.</summary>
    public PhysicalTable? Find(string name) => _tables.GetValueOrDefault(name);

    public static async Task<Catalogue> Read(NpgsqlConnection connection, IReadOnlyList<PhysicalTable> tables, CancellationToken cancellation)
    {
        var names = tables.Select(t => t.Name).ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(SelectColumns) { Parameters = { Parameters.ArrayOf(names, NpgsqlTypes.NpgsqlDbType.Text) } },
                new NpgsqlBatchCommand(SelectIndexes) { Parameters = { Parameters.ArrayOf(names, NpgsqlTypes.NpgsqlDbType.Text) } },
                new NpgsqlBatchCommand(SelectGuards) { Parameters = { Parameters.ArrayOf(names, NpgsqlTypes.NpgsqlDbType.Text) } },
                new NpgsqlBatchCommand(SelectSequence) { Parameters = { Parameters.Text(Sql.PositionSequence) } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);

        var columns = new List<(string Table, PhysicalColumn Column)>();
        while (await reader.ReadAsync(cancellation))
        {
            columns.Add((reader.GetString(0), new PhysicalColumn(reader.GetString(1), reader.GetString(2), reader.GetBoolean(3))));
        }

        await reader.NextResultAsync(cancellation);
        var indexes = new List<(string Table, bool IsPrimary, PhysicalIndex Index)>();
        while (await reader.ReadAsync(cancellation))
        {
            indexes.Add((reader.GetString(0), reader.GetBoolean(2), ReadIndex(reader)));
        }

        await reader.NextResultAsync(cancellation);
        var guards = new Dictionary<string, RowGuard>();
        while (await reader.ReadAsync(cancellation))
        {
            guards.Add(reader.GetString(0), RowGuard.Read(reader.GetBoolean(1), reader.GetFieldValue<string[]>(2)));
        }

        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var drawsInOrder = reader.GetBoolean(0);
        var columnsOf = columns.ToLookup(c => c.Table, c => c.Column);
        var indexesOf = indexes.ToLookup(i => i.Table);
        return new Catalogue(columnsOf.ToDictionary(c => c.Key, c => new PhysicalTable(
            c.Key,
            [.. c],
            indexesOf[c.Key].FirstOrDefault(i => i.IsPrimary).Index?.Columns ?? [],
            [.. indexesOf[c.Key].Where(i => !i.IsPrimary).Select(i => i.Index)])
        {
            Guard = guards.GetValueOrDefault(c.Key) ?? RowGuard.None,
        }))
        {
            DrawsPositionsInOrder = drawsInOrder,
        };
    }

    private static PhysicalIndex ReadIndex(NpgsqlDataReader reader) => new(reader.GetString(1), reader.GetFieldValue<string[]>(5))
    {
        IsUnique = reader.GetBoolean(3),
        Predicate = reader.IsDBNull(4) ? null : reader.GetString(4),
    };
}

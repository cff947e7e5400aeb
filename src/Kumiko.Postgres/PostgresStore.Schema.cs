using Kumiko.Postgres.Schema;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

public sealed partial class PostgresStore
{
    // Processes that start together queue here. The number is arbitrary; the schema's name keeps neighbours in one database apart.
    private const string LockCreation = "select pg_advisory_xact_lock(1802857835, hashtext(current_schema()))";

    // Another lock than the one above: whoever holds this one changes the schema through connections of their own.
    private const string LockTurn = "select pg_advisory_xact_lock(1802857836, hashtext(current_schema()))";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SchemaDifference>> CompareSchema(IReadOnlyList<Table> tables, CancellationToken cancellation = default)
    {
        var declared = WithOwnTables(tables);
        await using var connection = await Connect(cancellation);
        var catalogue = await Catalogue.Read(connection, declared, cancellation);
        return
        [
            .. declared.SelectMany(t => SchemaComparison.Compare(t, catalogue.Find(t.Name)).Concat(SchemaComparison.CompareGuard(t, catalogue.Find(t.Name)))),
            .. SchemaComparison.CompareSequence(catalogue),
        ];
    }

    /// <inheritdoc/>
    public override async Task CreateMissingTables(IReadOnlyList<Table> tables, CancellationToken cancellation = default)
    {
        var declared = WithOwnTables(tables);
        await using var connection = await Connect(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Run(connection, LockCreation, cancellation);
        var catalogue = await Catalogue.Read(connection, declared, cancellation);
        foreach (var table in declared)
        {
            foreach (var statement in WhatIsMissing(table, catalogue.Find(table.Name)))
            {
                await Run(connection, statement, cancellation);
            }
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <inheritdoc/>
    public override async Task<IAsyncDisposable> LockSchema(CancellationToken cancellation = default)
    {
        var connection = await Connect(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            await Run(connection, LockTurn, cancellation);
            return new SchemaTurn(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task DropTable(Table table, CancellationToken cancellation = default)
    {
        await using var connection = await Connect(cancellation);
        await Run(connection, $"drop table if exists {Sql.Name(table.Name)}", cancellation);
    }

    /// <inheritdoc/>
    public override async Task Analyze(IReadOnlyList<Table> tables, CancellationToken cancellation = default)
    {
        await using var connection = await Connect(cancellation);
        await Run(connection, $"analyze {string.Join(", ", tables.Select(t => Sql.Name(t.Name)).Prepend(Sql.Events))}", cancellation);
    }

    private List<PhysicalTable> WithOwnTables(IReadOnlyList<Table> tables)
    {
        var all = OwnTables.All.Concat(tables.Select(DeclaredTables.ToPhysical));
        return [.. GuardsRows ? all.Select(t => t with { Guard = RowGuard.For(t) }) : all];
    }

    private static IEnumerable<string> WhatIsMissing(PhysicalTable declared, PhysicalTable? actual)
    {
        if (actual is null)
        {
            return [Ddl.CreateTable(declared), .. declared.Indexes.Select(i => Ddl.CreateIndex(declared, i)), .. WhatGuards(declared, RowGuard.None)];
        }

        // A table with other columns is left alone; the index of a column that it lacks would fail the whole work.
        var columns = actual.Columns.Select(c => c.Name).ToHashSet();
        return
        [
            .. SchemaComparison.MissingIndexes(declared, actual).Where(i => i.Columns.All(columns.Contains)).Select(i => Ddl.CreateIndex(declared, i)),
            .. WhatGuards(declared, actual.Guard),
        ];
    }

    private static IEnumerable<string> WhatGuards(PhysicalTable declared, RowGuard present) =>
        declared.Guard == present ? [] : declared.Guard.Replace(present, declared);

    private static async Task Run(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed class SchemaTurn(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}

using Kumiko.Storage;

namespace Kumiko.Sqlite;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public override Task<IReadOnlyList<SchemaDifference>> CompareSchema(IReadOnlyList<Table> tables, CancellationToken cancellation = default) =>
        Write<IReadOnlyList<SchemaDifference>>(
            connection => [.. Shapes(tables).SelectMany(table => SchemaComparison.Compare(connection, table))],
            cancellation);

    /// <inheritdoc/>
    public override Task CreateMissingTables(IReadOnlyList<Table> tables, CancellationToken cancellation = default) => Write(
        connection =>
        {
            Statistics.Reload(connection);
            foreach (var table in Shapes(tables))
            {
                SchemaCreation.Create(connection, table);
                Statistics.Assume(connection, table);
            }

            Statistics.Reload(connection);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public override Task DropTable(Table table, CancellationToken cancellation = default) => Write(
        connection =>
        {
            connection.RunOnce($"DROP TABLE IF EXISTS {table.Name.Quoted()}");
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    /// <remarks>Plans rest on statistics that are assumed when a table is created; they do not depend on how it is filled.</remarks>
    public override Task Analyze(IReadOnlyList<Table> tables, CancellationToken cancellation = default) => Task.CompletedTask;

    private static IEnumerable<TableShape> Shapes(IReadOnlyList<Table> tables) => FrameworkTables.All.Concat(tables.Select(TableShapes.Of));
}

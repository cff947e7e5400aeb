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

    private static IEnumerable<TableShape> Shapes(IReadOnlyList<Table> tables) => FrameworkTables.All.Concat(tables.Select(TableShapes.Of));
}

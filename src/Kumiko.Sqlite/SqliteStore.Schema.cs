using Kumiko.Storage;

namespace Kumiko.Sqlite;

public sealed partial class SqliteStore
{
    private static readonly TimeSpan HoldRetry = TimeSpan.FromMilliseconds(20);

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
    public override async Task<IAsyncDisposable> HoldSchema(CancellationToken cancellation = default)
    {
        // A transaction cannot be the lock, because what is done under it needs several. The file stays: to remove it would be a race.
        while (true)
        {
            try
            {
                return new FileStream(_options.DataSource + "-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(_options.DataSource + "-lock"))
            {
                await Task.Delay(HoldRetry, cancellation);
            }
        }
    }

    private static IEnumerable<TableShape> Shapes(IReadOnlyList<Table> tables) => FrameworkTables.All.Concat(tables.Select(TableShapes.Of));
}

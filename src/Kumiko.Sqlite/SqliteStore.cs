using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>stub</summary>
public sealed class SqliteStore(SqliteStoreOptions options) : Store
{
    internal SqliteStoreOptions Options { get; } = options;
    /// <inheritdoc/>
    public override string Name => "sqlite";
    /// <inheritdoc/>
    public override StoreCapabilities Capabilities => throw new NotImplementedException();
    /// <inheritdoc/>
    public override Task Open(CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <inheritdoc/>
    public override Task<bool> Ping(CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <inheritdoc/>
    public override Task<IReadOnlyList<SchemaDifference>> CompareSchema(IReadOnlyList<Table> tables, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <inheritdoc/>
    public override Task CreateMissingTables(IReadOnlyList<Table> tables, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <inheritdoc/>
    public override Task DropTable(Table table, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <inheritdoc/>
    public override Task<int> ForgetAnswers(DateTimeOffset before, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <inheritdoc/>
    public override StoreSession NewSession() => throw new NotImplementedException();
    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => throw new NotImplementedException();
}

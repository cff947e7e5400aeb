using Kumiko.Storage;

namespace Kumiko.Sqlite;

public sealed partial class SqliteStore
{
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <inheritdoc/>
    public override ConsumerDirectory Consumers => field ??= new SqliteConsumers(this, _clock);

    /// <summary>Reads beside the writer.</summary>
    internal Task<T> Read<T>(Func<Connection, T> read, CancellationToken cancellation) =>
        new SqliteSession(_readers, _writer, _rows, _signal).Read(read, cancellation);
}

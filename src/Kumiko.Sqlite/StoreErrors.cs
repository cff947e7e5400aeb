using Kumiko.Storage;
using SQLitePCL;

namespace Kumiko.Sqlite;

/// <summary>Turns SQLite's result codes into the outcomes that callers handle. What is left is a defect and stays SQLite's exception.</summary>
internal static class StoreErrors
{
    private const string UniqueMessage = "UNIQUE constraint failed: ";

    public static Exception Translate(SqliteException failure) =>
        failure.PrimaryCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED ? new TransientStoreException(failure) : failure;

    public static Exception Translate(SqliteException failure, WriteOperation operation) => operation switch
    {
        _ when !IsKeyConflict(failure) => Translate(failure),
        WriteOperation.Append => NamesColumn(failure, "idempotency_key") ? new DuplicateEventException(failure) : new StreamConflictException(failure),
        WriteOperation.RecordAnswer => new DuplicateRequestException(failure),
        WriteOperation.InsertRow insert => RefusedRow(insert.Table, failure),
        WriteOperation.UpsertRow upsert => RefusedRow(upsert.Table, failure),
        WriteOperation.UpdateRow update => RefusedRow(update.Table, failure),
        _ => failure,
    };

    public static Exception Translate(SqliteException failure, Table table) =>
        IsKeyConflict(failure) ? RefusedRow(table, failure) : Translate(failure);

    private static bool IsKeyConflict(SqliteException failure) =>
        failure.ErrorCode is raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_UNIQUE;

    private static bool NamesColumn(SqliteException failure, string column) =>
        failure.Detail.EndsWith($".{column}", StringComparison.Ordinal);

    private static UniqueIndexException RefusedRow(Table table, SqliteException failure)
    {
        if (failure.ErrorCode == raw.SQLITE_CONSTRAINT_PRIMARYKEY)
        {
            return new UniqueIndexException(table.Name, TableShapes.PrimaryKeyName(table.Name), failure);
        }

        // SQLite names columns, not the index: 'UNIQUE constraint failed: t.a, t.b'.
        var index = table.Indexes.FirstOrDefault(i => i.IsUnique
            && failure.Detail == UniqueMessage + string.Join(", ", i.Columns.Select(c => $"{table.Name}.{c.Name}")));
        return new UniqueIndexException(table.Name, index?.Name, failure);
    }
}

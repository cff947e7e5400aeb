using Kumiko.Postgres.Schema;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

/// <summary>Turns what the server reports into what the port promises; anything else stays as it is.</summary>
internal static class PostgresErrors
{
    public static Exception Translate(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => UniqueViolation(error),
        // The version is computed from the predecessor's: without one there is no value for it.
        PostgresErrorCodes.NotNullViolation when error is { TableName: Sql.Events, ColumnName: "version" } => new StreamConflictException(error),
        PostgresErrorCodes.InsufficientPrivilege when error.Routine == "ExecWithCheckOptions" => new InvalidOperationException(
            $"A row was to be written for a tenant beyond the session's reach, and row-level security refused it: {error.MessageText}.", error),
        // Only the guard of updates and deletes divides: by the number of touched rows.
        PostgresErrorCodes.DivisionByZero => new InvalidOperationException("A row that was to be changed or removed does not exist.", error),
        // Only the guard of cursors, dead letters and tasks takes a logarithm: that of the number of touched rows.
        PostgresErrorCodes.InvalidArgumentForLogarithm => new FencedException(error),
        // Only the guard of required rows takes a root: that of how many there are too few.
        PostgresErrorCodes.InvalidArgumentForPowerFunction => new MissingRowException(error),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
            => new TransientStoreException(error),
        // The table was changed under a prepared statement. The driver forgets the statement; the next attempt prepares it anew.
        PostgresErrorCodes.FeatureNotSupported when error.Routine == "RevalidateCachedQuery" => new TransientStoreException(error),
        _ => error,
    };

    /// <summary>Does something past a session, with a session's errors.</summary>
    public static async Task<T> Translating<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (PostgresException e)
        {
            var translated = Translate(e);
            if (ReferenceEquals(translated, e))
            {
                throw;
            }

            throw translated;
        }
    }

    private static StoreException UniqueViolation(PostgresException error) => (error.TableName, error.ConstraintName) switch
    {
        (Sql.Events, OwnTables.IdempotencyIndex) => new DuplicateEventException(error),
        (Sql.Events, _) => new StreamConflictException(error),
        (Sql.Answers, _) => new DuplicateRequestException(error),
        _ => new UniqueIndexException(error.TableName ?? "", error.ConstraintName, error),
    };
}

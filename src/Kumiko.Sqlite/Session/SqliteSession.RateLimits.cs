using Kumiko.Storage;

namespace Kumiko.Sqlite;

internal sealed partial class SqliteSession
{
    public override async Task<RateLimitResult> HitRateLimit(RateLimitHit hit, CancellationToken cancellation = default)
    {
        if (InTransaction)
        {
            RateLimitResult result = default;
            await Guarded(connection => result = RateLimitStatements.Hit(connection, hit), cancellation);
            return result;
        }

        var writing = await writer.Begin(cancellation);
        try
        {
            var result = RateLimitStatements.Hit(writing, hit);
            writer.Commit();
            return result;
        }
        catch (SqliteException failure)
        {
            writer.Rollback();
            throw StoreErrors.Translate(failure);
        }
        catch
        {
            writer.Rollback();
            throw;
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Counts in the database, together with all other processes.</summary>
internal sealed class DatabaseRateLimiter(Store store) : RateLimiter
{
    public override async ValueTask<RateLimitResult> Hit(RateLimitHit hit, UnitOfWork unit, CancellationToken cancellation)
    {
        // Whoever reads the table must not learn which users and addresses came.
        var hashed = hit with { Bucket = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hit.Bucket))) };

        // Apart from the command's transaction, so that a command that fails has counted. Where there is only one writer, and the command is the one,
        // it has to be in it.
        if (unit.IsInTransaction && !store.Capabilities.ConcurrentWriters)
        {
            return await unit.ForUntouchedRows.HitRateLimit(hashed, cancellation);
        }

        await using var session = store.NewSession();
        return await session.HitRateLimit(hashed, cancellation);
    }
}

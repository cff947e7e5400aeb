using Kumiko.Storage;

namespace Kumiko.AspNetCore;

/// <summary>Traffic should come only while the database answers.</summary>
internal sealed class DatabaseCheck(Store store) : IReadinessCheck
{
    public string Name => "db";

    public async Task Check(CancellationToken cancellation)
    {
        if (!await store.Ping(cancellation))
        {
            throw new InvalidOperationException("The database does not answer.");
        }
    }
}

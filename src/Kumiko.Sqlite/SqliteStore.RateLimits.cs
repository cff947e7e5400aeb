namespace Kumiko.Sqlite;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public override async Task<int> ForgetRateLimits(DateTimeOffset before, CancellationToken cancellation = default)
    {
        for (var forgotten = 0; ;)
        {
            var now = await Write(connection => RateLimitStatements.Forget(connection, before), cancellation);
            forgotten += now;
            if (now < RateLimitStatements.MostForgottenAtOnce)
            {
                return forgotten;
            }
        }
    }
}

namespace Kumiko.Postgres;

public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public override async Task<int> ForgetRateLimits(DateTimeOffset before, CancellationToken cancellation = default)
    {
        await using var command = _source.CreateCommand($"delete from {Sql.RateLimits} where empty_at < $1");
        command.Parameters.Add(Parameters.Number(PostgresSession.Microseconds(before - DateTimeOffset.UnixEpoch)));
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}

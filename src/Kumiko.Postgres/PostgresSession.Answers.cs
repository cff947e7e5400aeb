using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    private const string SelectAnswer =
        $"select fingerprint, answer, created_at from {Sql.Answers} where tenant_id = $1 and user_id = $2 and request_id = $3";

    public override Task<RecordedAnswer?> ReadAnswer(RequestKey key, CancellationToken cancellation = default) =>
        Run(key, static async (batch, key, cancellation) =>
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(SelectAnswer)
            {
                Parameters = { Parameters.Id(key.Tenant.Value), Parameters.Text(key.User.Value), Parameters.Text(key.RequestId) },
            });
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation)
                ? new RecordedAnswer(
                    key,
                    reader.GetFieldValue<byte[]>(0),
                    reader.GetFieldValue<byte[]>(1),
                    reader.GetFieldValue<DateTimeOffset>(2))
                : null;
        }, cancellation);
}

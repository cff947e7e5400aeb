using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Bench.Peer;

internal static class WorkOrders
{
    private const string InsertEvent =
        """
        insert into kumiko_events (tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata)
        values ($1, $2, 1, 1, $3, 'work-order', 'work-order.created', $4, $5, $6)
        """;

    private const string InsertRow =
        """
        insert into read_work_orders (tenant_id, id, version, inserted_at, inserted_by_id, title, notes, contact, status, hours, quote, quote_currency,
                                      due_on, reported_at, site_id, is_urgent)
        values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, 'EUR', $11, $12, $13, $14)
        """;

    private const string SelectRows =
        """
        select id, title, notes, contact, status, hours, quote, due_on, reported_at, site_id, is_urgent, inserted_at
        from read_work_orders where tenant_id = $1 order by id limit 20
        """;

    private const string User = "peer";

    private static readonly Guid Tenant = Guid.Parse("00000001-0000-4000-8000-000000000001");

    public static async Task<IResult> Create(WorkOrder order, NpgsqlDataSource source)
    {
        var id = Guid.CreateVersion7();
        var now = DateTimeOffset.UtcNow;
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertEvent)
        {
            Parameters =
            {
                Of(Tenant), Of(id), Of(now), Of(User),
                Of(JsonSerializer.SerializeToUtf8Bytes(order, JsonSerializerOptions.Web), NpgsqlDbType.Json),
                Of(JsonSerializer.SerializeToUtf8Bytes(new { userId = User, requestId = Guid.CreateVersion7() }), NpgsqlDbType.Json),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertRow)
        {
            Parameters =
            {
                Of(Tenant), Of(id), Of(now), Of(User), Of(order.Title), Of(order.Notes), Of(order.Contact), Of(order.Status), Of(order.Hours),
                Of((long?)(order.Quote * 100)), Of(order.DueOn), Of(order.ReportedAt), Of(order.SiteId), Of(order.IsUrgent),
            },
        });
        await batch.ExecuteNonQueryAsync();
        return Results.Ok(order with { Id = id, InsertedAt = now });
    }

    public static async Task<IResult> List(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(SelectRows);
        command.Parameters.Add(Of(Tenant));
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<WorkOrder>(20);
        while (await reader.ReadAsync())
        {
            rows.Add(new WorkOrder(
                reader.GetGuid(0), reader.GetString(1), Text(reader, 2), Text(reader, 3), reader.GetString(4), Value<decimal>(reader, 5),
                Value<long>(reader, 6) / 100m, Value<DateOnly>(reader, 7), Value<DateTimeOffset>(reader, 8), Value<Guid>(reader, 9),
                reader.GetBoolean(10), reader.GetFieldValue<DateTimeOffset>(11)));
        }

        return Results.Ok(new { rows });
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<T> Of<T>(T value, NpgsqlDbType type) => new() { TypedValue = value, NpgsqlDbType = type };

    private static string? Text(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    private static T? Value<T>(NpgsqlDataReader reader, int ordinal)
        where T : struct => reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<T>(ordinal);
}

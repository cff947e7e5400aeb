using Npgsql;

namespace Kumiko.Postgres.Log;

/// <summary>Events as they come out of the log.</summary>
internal static class EventRows
{
    public const string Columns =
        "position, tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata";

    public static StoredEvent Read(NpgsqlDataReader reader) => new()
    {
        Position = new EventPosition(reader.GetInt64(0)),
        Stream = new StreamId(new TenantId(reader.GetGuid(1)), reader.GetGuid(2)),
        Version = new StreamVersion(reader.GetInt64(3)),
        SchemaVersion = reader.GetInt16(4),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(5),
        AggregateType = reader.GetString(6),
        Type = reader.GetString(7),
        CreatedBy = new UserId(reader.GetString(8)),
        Payload = reader.GetFieldValue<byte[]>(9),
        Metadata = reader.GetFieldValue<byte[]>(10),
    };
}

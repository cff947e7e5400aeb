using Kumiko.Storage;

namespace Kumiko.Postgres.Tests;

internal static class Samples
{
    public static readonly TenantId Tenant = new(Guid.Parse("10000000-0000-4000-8000-000000000001"));

    public static readonly Column TenantColumn = new("tenant_id", ColumnType.Uuid);
    public static readonly Column Id = new("id", ColumnType.Uuid);
    public static readonly Column Title = new("title", ColumnType.Text, IsNullable: true);
    public static readonly Column Price = new("price", ColumnType.Decimal, IsNullable: true) { Precision = 12, Scale = 2 };
    public static readonly Column IsDeleted = new("is_deleted", ColumnType.Boolean);

    public static readonly Table Things = new(
        "things",
        [TenantColumn, Id, Title, Price, IsDeleted],
        [
            new TableIndex("things_title", [TenantColumn, Title]) { IsUnique = true, OnlyWhereFalse = IsDeleted },
            new TableIndex("things_price", [TenantColumn, Price]),
        ]);

    public static WriteOperation.InsertRow Insert(Guid id, string? title, decimal? price = null) => Insert(Tenant, id, title, price);

    public static WriteOperation.InsertRow Insert(TenantId tenant, Guid id, string? title, decimal? price = null) =>
        new(Things, [tenant.Value, id, title, price, false]);

    public static WriteOperation.UpdateRow SetTitle(Guid id, string title) => new(Things, Tenant, id, [2], [title]);

    public static WriteOperation.Append Append(Guid aggregate, long version = 1, string type = "thing.created") => new(new NewEvent
    {
        Stream = new StreamId(Tenant, aggregate),
        AggregateType = "thing",
        Version = new StreamVersion(version),
        Type = type,
        Payload = """{"a":1}"""u8.ToArray(),
        Metadata = "{}"u8.ToArray(),
        CreatedAt = DateTimeOffset.UnixEpoch,
        CreatedBy = UserId.System,
    });
}

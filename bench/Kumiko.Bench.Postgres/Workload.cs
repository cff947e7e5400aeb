using Kumiko.Postgres;
using Kumiko.Storage;

namespace Kumiko.Bench.Postgres;

internal static class Workload
{
    public static readonly TenantId Tenant = new(Guid.CreateVersion7());
    public static readonly byte[] Payload = """{"subject":"The printer on the third floor is out of paper","status":"open","description":"Since this morning."}"""u8.ToArray();
    public static readonly byte[] Metadata = """{"userId":"0197c0de-0000-7000-8000-000000000001","requestId":"0197c0de-0000-7000-8000-000000000002"}"""u8.ToArray();

    private static readonly Column[] Columns =
    [
        new("tenant_id", ColumnType.Uuid), new("id", ColumnType.Uuid), new("version", ColumnType.Int64),
        new("created_at", ColumnType.Timestamp), new("updated_at", ColumnType.Timestamp), new("subject", ColumnType.Text),
        new("description", ColumnType.Text, IsNullable: true), new("status", ColumnType.Text), new("is_deleted", ColumnType.Boolean),
    ];

    public static readonly Table Tickets = new("tickets", Columns, [new TableIndex("tickets_status", [Columns[0], Columns[7]])]);

    public static Func<Task> Appender(PostgresStore store) => async () =>
    {
        await using var session = store.NewSession();
        await session.Execute([new WriteOperation.Append(Event(Guid.CreateVersion7(), 1))]);
    };

    public static Func<Task> Creator(PostgresStore store) => async () =>
    {
        await using var session = store.NewSession();
        await session.Execute(Create());
    };

    public static Func<Task> BatchAppender(PostgresStore store, int size) => async () =>
    {
        var aggregate = Guid.CreateVersion7();
        await using var session = store.NewSession();
        await session.Execute([.. Enumerable.Range(1, size).Select(v => new WriteOperation.Append(Event(aggregate, v)))]);
    };

    public static Func<Task> BulkCreator(PostgresStore store, int size) => async () =>
    {
        await using var session = store.NewSession();
        await session.Execute([.. Enumerable.Range(1, size).SelectMany(_ => Create())]);
    };

    public static async Task<Func<Task>> Updater(PostgresStore store)
    {
        var create = Create();
        await using (var session = store.NewSession())
            await session.Execute(create);
        var id = ((WriteOperation.Append)create[0]).Event.Stream.Aggregate;
        var version = 1L;
        return async () =>
        {
            version++;
            await using var session = store.NewSession();
            await session.Execute(
            [
                new WriteOperation.Append(Event(id, version)),
                new WriteOperation.UpdateRow(Tickets, Tenant, id, [2, 4, 5], [version, DateTimeOffset.UtcNow, "Paper again"]),
            ]);
        };
    }

    public static async Task<Func<Task>> Getter(PostgresStore store)
    {
        var create = Create();
        await using (var session = store.NewSession())
            await session.Execute(create);
        var id = ((WriteOperation.Append)create[0]).Event.Stream.Aggregate;
        return async () =>
        {
            await using var session = store.NewSession();
            _ = await session.ReadRow(Tickets, new TenantScope.Own(Tenant), id) ?? throw new InvalidOperationException("The row is missing.");
        };
    }

    public static Func<Task> Lister(PostgresStore store, TenantScope scope) => async () =>
    {
        await using var session = store.NewSession();
        var rows = await session.ReadRows(new RowQuery { Table = Tickets, Scope = scope, Limit = 20 });
        if (rows.Count != 20)
            throw new InvalidOperationException($"A page had {rows.Count} rows.");
    };

    public static Func<Task> LogReader(PostgresStore store)
    {
        var position = EventPosition.Start;
        return async () =>
        {
            await using var session = store.NewSession();
            var events = await session.ReadLog(new LogQuery { After = position, Limit = 1000 });
            position = events.Count < 1000 ? EventPosition.Start : events[^1].Position;
        };
    }

    private static WriteOperation[] Create()
    {
        var id = Guid.CreateVersion7();
        var now = DateTimeOffset.UtcNow;
        return
        [
            new WriteOperation.Append(Event(id, 1)),
            new WriteOperation.InsertRow(Tickets, [Tenant.Value, id, 1L, now, now, "The printer is out of paper", "Since this morning.", "open", false]),
        ];
    }

    private static NewEvent Event(Guid aggregate, long version) => new()
    {
        Stream = new StreamId(Tenant, aggregate),
        AggregateType = "ticket",
        Version = new StreamVersion(version),
        Type = version == 1 ? "ticket.created" : "ticket.updated",
        Payload = Payload,
        Metadata = Metadata,
        CreatedAt = DateTimeOffset.UtcNow,
        CreatedBy = new UserId("0197c0de-0000-7000-8000-000000000001"),
    };
}

namespace Kumiko.Tests.Apps.Tenants;

/// <summary>
/// One attempt to get at what belongs to another tenant. Words in capitals stand for something of the target's: <c>ID</c>, <c>NAME</c>, <c>LINE</c>,
/// <c>KEY</c> for keys and request ids, <c>CURSOR</c> for the page behind it. <c>NEW</c> is an id that nobody has, <c>OWN</c> one of the caller's ships.
/// </summary>
/// <param name="Name">What is tried.</param>
/// <param name="Door">Which route of the dispatcher: query, write, batch, stream.</param>
/// <param name="Type">The handler; of a batch, what its last command calls.</param>
/// <param name="Payload">The payload.</param>
public sealed record Crossing(string Name, string Door, string Type, string Payload)
{
    /// <summary>What the caller does before, in the caller's own tenant.</summary>
    public IReadOnlyList<(string Type, string Payload)> Before { get; init; } = [];

    /// <summary>The request's id; null for none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether it is refused, and not answered with nothing or done to something of the caller's own.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Every attempt there is.</summary>
    public static IReadOnlyList<Crossing> All { get; } =
    [
        .. ById, .. Through, .. ByReference, .. ByListing, .. ByRepeating,
        .. new[] { "get", "update", "restore", "append", "unarchive", "nested" }.Select(InHandler),
        .. new[] { "find", "query", "load", "load-as-of", "events", "is-archived" }.Select(way => InHandler(way) with { IsRefused = false }),
    ];

    private static IEnumerable<Crossing> ById =>
    [
        Query("detail", "ship:detail", """{"id":"ID"}"""),
        Query("detail, deleted", "ship:detail", """{"id":"ID","includeDeleted":true}"""),
        Query("detail, archived", "ship:detail", """{"id":"ID","includeArchived":true}"""),
        Query("detail, past version", "ship:detail", """{"id":"ID","asOfVersion":1}"""),
        Query("detail, past time", "ship:detail", """{"id":"ID","asOf":"2999-01-01T00:00:00Z","includeDeleted":true,"includeArchived":true}"""),
        Query("history", "ship:history", """{"id":"ID","includeArchived":true}""") with { IsRefused = true },
        Query("history, older part", "ship:history", """{"id":"ID","beforeVersion":2}""") with { IsRefused = true },
        Query("detail of another entity", "cargo:detail", """{"id":"ID"}"""),
        Write("update", "ship:update", """{"id":"ID","version":1,"changes":{"name":"mine"} }"""),
        Write("update, wrong version", "ship:update", """{"id":"ID","version":7,"changes":{"name":"mine"} }"""),
        Write("update, nothing", "ship:update", """{"id":"ID","version":1,"changes":{} }"""),
        Write("delete", "ship:delete", """{"id":"ID"}"""),
        Write("delete, wrong version", "ship:delete", """{"id":"ID","version":7}"""),
        Write("restore", "ship:restore", """{"id":"ID"}"""),
    ];

    private static IEnumerable<Crossing> Through =>
    [
        new("stream", "stream", "ship:watch", """{"id":"ID"}"""),
        new("batch", "batch", "ship:delete", """{"id":"ID"}""") { IsRefused = true },
        Write("create with the same id", "ship:create", """{"id":"ID","name":"mine"}""") with { IsRefused = false },
        Write("delete with the same id", "ship:delete", """{"id":"ID"}""") with
        {
            Before = [("ship:create", """{"id":"ID","name":"mine","cargo":[{"id":"NEW","text":"mine"}]}""")],
            IsRefused = false,
        },
        Write("create with the same unique value", "ship:create", """{"id":"NEW","name":"NAME"}""") with { IsRefused = false },
    ];

    private static IEnumerable<Crossing> ByReference =>
    [
        Write("reference", "cargo:create", """{"text":"x","shipId":"ID"}"""),
        Write("reference in a list", "cargo:create", """{"text":"x","formerIds":["OWN","ID"]}"""),
        Write("reference in an object", "cargo:create", """{"text":"x","seal":{"byId":"ID"} }"""),
        Write("reference, changed", "cargo:update", """{"id":"NEW","version":1,"changes":{"shipId":"ID"} }""") with
        {
            Before = [("cargo:create", """{"id":"NEW","text":"x"}""")],
        },
        Write("nested write", "ship:create", """{"name":"x","cargo":[{"text":"x","formerIds":["ID"]}]}"""),
        Write("nested write into it", "ship:create", """{"name":"x","cargo":[{"text":"x","shipId":"ID"}]}"""),
        Query("label", "cargo:detail", """{"id":"NEW"}""") with
        {
            Before =
            [
                ("ship:create", """{"id":"ID","name":"mine"}"""), ("cargo:create", """{"id":"NEW","text":"x","formerIds":["ID"]}"""),
                ("ship:delete", """{"id":"ID"}"""),
            ],
            IsRefused = false,
        },
    ];

    private static IEnumerable<Crossing> ByListing =>
    [
        Query("list", "ship:list", """{"totalCount":true,"includeDeleted":true,"sort":"name"}"""),
        Query("filter by a value", "ship:list", """{"totalCount":true,"filter":{"field":"name","op":"eq","value":"NAME"} }"""),
        Query("filter by several values", "ship:list", """{"totalCount":true,"filter":{"field":"name","op":"in","value":["a","NAME"]},"sort":"name"}"""),
        Query("filter by what it is not", "ship:list", """{"totalCount":true,"filter":{"field":"name","op":"ne","value":"a"} }"""),
        Query("filter by a reference", "cargo:list", """{"totalCount":true,"filter":{"field":"shipId","op":"eq","value":"ID"} }"""),
        Query("filter by a reference in a list", "cargo:list", """{"totalCount":true,"filter":{"field":"formerIds","op":"eq","value":"ID"} }"""),
        Query("cursor", "ship:list", """{"totalCount":true,"sort":"name","cursor":"CURSOR"}"""),
        Query("cursor, downwards", "ship:list", """{"sort":"name","sortDirection":"desc","cursor":"CURSOR-BACK"}"""),
    ];

    private static IEnumerable<Crossing> ByRepeating =>
    [
        Write("request id", "ship:create", """{"id":"NEW","name":"NAME"}""") with { RequestId = "KEY", IsRefused = false },
        Write("request id of something else", "ship:create", """{"id":"NEW","name":"other"}""") with { RequestId = "KEY", IsRefused = false },
        Write("idempotency key", "ship:signal", """{"id":"OWN","key":"KEY"}""") with { IsRefused = false },
    ];

    private static Crossing InHandler(string way) => Write($"in a handler: {way}", "ship:reach", $$"""{"way":"{{way}}","id":"ID"}""");

    private static Crossing Query(string name, string handler, string payload) => new(name, "query", handler, payload);

    private static Crossing Write(string name, string handler, string payload) => new(name, "write", handler, payload) { IsRefused = true };
}

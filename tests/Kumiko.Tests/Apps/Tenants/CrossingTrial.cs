using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using Kumiko.Storage;

namespace Kumiko.Tests.Apps.Tenants;

/// <summary>
/// Tries to get at another tenant's ships, deleted and archived ones among them, and at one that nobody has; and compares what comes back, byte by byte,
/// and what is left behind.
/// </summary>
/// <param name="registry">What the application declares.</param>
/// <param name="store">Where to look for what is left behind.</param>
/// <param name="send">Sends a call to one of the dispatcher's doors, as the same user of a tenant, and returns all that comes back.</param>
public sealed partial class CrossingTrial(Registry registry, Store store, Func<TenantId, CrossingCall, Task<string>> send)
{
    private readonly TenantId _theirs = new(Guid.CreateVersion7());

    public async Task Run(Crossing crossing, CancellationToken cancellation)
    {
        var existing = await Settle("existing", []);
        Target[] targets =
        [
            existing,
            await Settle("deleted", [("ship:delete", """{"id":"ID"}""")]),
            await Settle("archived", [("ship:reach", """{"way":"archive","id":"ID"}""")]),
        ];
        var holdings = await Holdings(_theirs, cancellation);

        var expected = await Try(crossing, existing.Unknown(), cancellation);
        expected.StartsWith("failed", StringComparison.Ordinal).ShouldBe(crossing.IsRefused, $"{crossing.Name}: {expected}");
        foreach (var target in targets)
        {
            (await Try(crossing, target, cancellation)).ShouldBe(expected, $"{crossing.Name}: {target.Kind}");
        }

        (await Holdings(_theirs, cancellation)).ShouldBe(holdings, crossing.Name);
    }

    /// <summary>A ship of the other tenant, with cargo and a mooring, a request and a key that were used, and pages that end with it.</summary>
    private async Task<Target> Settle(string kind, IReadOnlyList<(string Type, string Payload)> end)
    {
        var target = Target.Of(kind, Guid.CreateVersion7());
        await Do(_theirs, target, "ship:create", """{"id":"ID","name":"NAME","line":"LINE"}""", "KEY");
        await Do(_theirs, target, "ship:create", """{"name":"zz NAME"}""");
        await Do(_theirs, target, "ship:create", """{"name":"a0 NAME"}""");
        await Do(_theirs, target, "ship:signal", """{"id":"ID","key":"KEY"}""");
        await Do(_theirs, target, "cargo:create", """{"text":"theirs","shipId":"ID","formerIds":["ID"],"seal":{"byId":"ID"} }""");
        if (kind != "deleted")
        {
            await Do(_theirs, target, "mooring:create", """{"shipId":"ID"}""");
        }

        target = target with { Upwards = await Cursor(target, "asc", "zz"), Downwards = await Cursor(target, "desc", "a0") };
        foreach (var (type, payload) in end)
        {
            await Do(_theirs, target, type, payload);
        }

        return target;
    }

    private async Task<string> Cursor(Target target, string direction, string next)
    {
        var page = await Do(_theirs, target, "ship:list",
            $$"""{"sort":"name","sortDirection":"{{direction}}","limit":1,"filter":{"field":"name","op":"in","value":["NAME","{{next}} NAME"]} }""", door: "query");
        return CursorIn().Match(page).Groups[1].Value;
    }

    /// <summary>Tries it in a tenant that has nothing but two ships and a cargo.</summary>
    /// <returns>All that came back, and what the attempt left behind, without the names of what was tried.</returns>
    private async Task<string> Try(Crossing crossing, Target target, CancellationToken cancellation)
    {
        var (mine, unused) = (new TenantId(Guid.CreateVersion7()), target with { New = Guid.CreateVersion7(), Own = Guid.CreateVersion7(), Other = Guid.CreateVersion7() });
        await Do(mine, unused, "ship:create", """{"id":"OWN","name":"a"}""");
        await Do(mine, unused, "ship:create", """{"id":"OTHER","name":"z"}""");
        await Do(mine, unused, "cargo:create", """{"text":"mine","formerIds":["OWN"]}""");
        foreach (var (type, payload) in crossing.Before)
        {
            await Do(mine, unused, type, payload);
        }

        var events = (await EventsOf(mine, cancellation)).Count;
        var call = new CrossingCall(crossing.Door, [("harbour:" + HandlerOf(crossing.Door, crossing.Type), unused.In(crossing.Payload))])
        {
            RequestId = crossing.RequestId is { } id ? unused.In(id) : null,
        };
        if (crossing.Door == "batch")
        {
            call = call with { Calls = [("harbour:write:ship:create", unused.In("""{"id":"NEW","name":"b"}""")), .. call.Calls] };
        }

        var answer = await send(mine, call);
        var appended = (await EventsOf(mine, cancellation)).Skip(events).Select(e => e.Type);
        return Timestamp().Replace(unused.OutOf(answer).Replace(mine.ToString(), "TENANT", StringComparison.Ordinal), "TIME") + "\nappended: " + string.Join(", ", appended);
    }

    private async Task<string> Do(TenantId tenant, Target target, string type, string payload, string? requestId = null, string door = "write")
    {
        var answer = await send(tenant, new CrossingCall(door, [("harbour:" + HandlerOf(door, type), target.In(payload))])
        {
            RequestId = requestId is null ? null : target.In(requestId),
        });
        answer.ShouldStartWith("done");
        return answer;
    }

    private static string HandlerOf(string door, string type) => $"{(door == "batch" ? "write" : door)}:{type}";

    /// <summary>All that a tenant has: rows, and events.</summary>
    private async Task<string> Holdings(TenantId tenant, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        await using var session = store.NewSession();
        foreach (var table in registry.Entities.Select(e => e.Table))
        {
            foreach (var row in await session.ReadRows(new RowQuery { Table = table, Scope = new TenantScope.Own(tenant) }, cancellation))
            {
                text.AppendJoin(' ', row).AppendLine();
            }
        }

        foreach (var stored in await EventsOf(tenant, cancellation))
        {
            text.Append($"{stored.Stream} {stored.Version} {stored.Type} {Encoding.UTF8.GetString(stored.Payload.Span)}").AppendLine();
        }

        return text.ToString();
    }

    private async Task<IReadOnlyList<StoredEvent>> EventsOf(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = store.NewSession();
        return await session.ReadLog(new LogQuery { Tenant = tenant }, cancellation);
    }

    [GeneratedRegex("""\d{4}-\d\d-\d\dT[\d:.]+Z""")]
    private static partial Regex Timestamp();

    [GeneratedRegex("""
        "nextCursor":"([^"]+)"
        """)]
    private static partial Regex CursorIn();

    /// <summary>What an attempt aims at, by the words that stand for it.</summary>
    private sealed record Target(string Kind, Guid Id, string Name, string Line, string Key)
    {
        public string Upwards { get; init; } = "";

        public string Downwards { get; init; } = "";

        public Guid New { get; init; }

        public Guid Own { get; init; }

        public Guid Other { get; init; }

        public static Target Of(string kind, Guid id) => new(kind, id, $"m {id:n}", $"l {id:n}", $"k-{id:n}");

        /// <summary>One that nobody has, and pages that end where it would stand.</summary>
        public Target Unknown()
        {
            var nobody = Of("nobody's", Guid.CreateVersion7());
            return nobody with { Upwards = Forged(Upwards, nobody), Downwards = Forged(Downwards, nobody) };
        }

        /// <summary>Cursors come last: within them, letters may happen to be one of the words.</summary>
        public string In(string text) => text
            .Replace("NAME", Name, StringComparison.Ordinal).Replace("LINE", Line, StringComparison.Ordinal).Replace("KEY", Key, StringComparison.Ordinal)
            .Replace("NEW", New.ToString(), StringComparison.Ordinal).Replace("OWN", Own.ToString(), StringComparison.Ordinal)
            .Replace("OTHER", Other.ToString(), StringComparison.Ordinal).Replace("ID", Id.ToString(), StringComparison.Ordinal)
            .Replace("CURSOR-BACK", Downwards, StringComparison.Ordinal).Replace("CURSOR", Upwards, StringComparison.Ordinal);

        public string OutOf(string text) => text
            .Replace(Name, "NAME", StringComparison.Ordinal).Replace(Key, "KEY", StringComparison.Ordinal)
            .Replace(New.ToString(), "NEW", StringComparison.Ordinal).Replace(Own.ToString(), "OWN", StringComparison.Ordinal)
            .Replace(Other.ToString(), "OTHER", StringComparison.Ordinal).Replace(Id.ToString(), "ID", StringComparison.Ordinal);

        private string Forged(string cursor, Target other) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Replace(Id.ToString(), other.Id.ToString(), StringComparison.Ordinal)
                .Replace(Name, other.Name, StringComparison.Ordinal)));
    }
}

/// <summary>A call to one of the dispatcher's doors: query, write, batch, stream.</summary>
public sealed record CrossingCall(string Door, IReadOnlyList<(string Type, string Payload)> Calls)
{
    /// <summary>The id that makes a repetition harmless; null for none.</summary>
    public string? RequestId { get; init; }
}

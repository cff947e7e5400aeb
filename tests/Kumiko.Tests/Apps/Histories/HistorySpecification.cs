using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps.Fields;

namespace Kumiko.Tests.Apps.Histories;

/// <summary>Whatever was done: rows, streams, histories and rebuilds tell the same story.</summary>
public abstract class HistorySpecification(DatabaseSource source) : AppSpecification(source)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Rows_are_what_their_events_say(int seed)
    {
        var clock = new ManualClock(new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var app = await Start(new TestAppOptions { Clock = clock }, new SamplesFeature(), new ChaosFeature());
        foreach (var tenant in new[] { Tenant, OtherTenant })
        {
            await FieldCases.CreateLandmarks(app.As(tenant, "User"));
        }

        var work = new RandomWork(new Random(seed));
        var (done, refused) = (0, 0);
        for (var step = 0; step < 400; step++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(step % 3));
            var tenant = work.Tenant(Tenant, OtherTenant);
            var commands = work.Commands(tenant);
            var outcome = await app.As(tenant, "User").Batch(null, commands);
            (outcome.Error?.Status ?? 0).ShouldBeLessThan(500, $"seed {seed}, step {step}: {string.Join("; ", commands)}");
            _ = outcome.IsSuccess ? done++ : refused++;
            if (outcome.IsSuccess)
            {
                Learn(work, tenant, outcome.Results);
            }
        }

        done.ShouldBeGreaterThan(50);
        refused.ShouldBeGreaterThan(50);
        (await app.CompareWithRebuild<SoftSample>()).ShouldBeEmpty($"seed {seed}");
        (await app.CompareWithRebuild<HardSample>()).ShouldBeEmpty($"seed {seed}");
        foreach (var ((tenant, entity, id), version) in work.Versions)
        {
            await ShouldTellOneStory(app, tenant, entity, id, version, $"seed {seed}, {entity} {id}");
        }
    }

    private static void Learn(RandomWork work, TenantId tenant, IReadOnlyList<ReadOnlyMemory<byte>> results)
    {
        foreach (var result in results)
        {
            var json = JsonSerializer.Deserialize<JsonElement>(result.Span);
            var record = json.TryGetProperty("data", out var data) ? data : json;
            work.Versions[(tenant, RandomWork.EntityOf(record.Id()), record.Id())] = record.Version();
        }
    }

    private static async Task ShouldTellOneStory(TestApp app, TenantId tenant, string entity, Guid id, long version, string hint)
    {
        await using var session = app.Store.NewSession();
        var stream = await session.ReadStream(new StreamId(tenant, id), StreamRange.Whole, Cancellation);
        stream.Select(e => e.Version.Value).ShouldBe(Enumerable.Range(1, (int)version).Select(v => (long)v), hint);
        stream.ShouldAllBe(e => e.AggregateType == entity, hint);

        var user = app.As(tenant, "User");
        var history = new List<JsonElement>();
        for (var before = "null"; before is not null;)
        {
            var page = await user.QueryNamed($"chaos:query:{entity}:history", $$"""{"id":"{{id}}","limit":20,"includeArchived":true,"beforeVersion":{{before}}}""");
            history.AddRange(page.GetProperty("rows").Items());
            before = page.GetProperty("nextBeforeVersion") is { ValueKind: JsonValueKind.Number } next ? next.GetRawText() : null;
        }

        history.Count.ShouldBe((int)version, hint);
        var detail = await user.QueryNamed($"chaos:query:{entity}:detail", $$"""{"id":"{{id}}","includeDeleted":true,"includeArchived":true}""");
        var latest = await user.QueryNamed($"chaos:query:{entity}:detail", $$"""{"id":"{{id}}","includeDeleted":true,"includeArchived":true,"asOfVersion":{{version}}}""");
        var folded = await user.QueryNamed("chaos:query:load", $$"""{"entity":"{{entity}}","id":"{{id}}"}""");
        latest.GetRawText().ShouldBe(detail.GetRawText(), hint);
        folded.GetRawText().ShouldBe(detail.GetRawText(), hint);
        if (detail.ValueKind == JsonValueKind.Null)
        {
            history[0].Text("type").ShouldBe("hard-sample.deleted", hint);
        }
        else
        {
            detail.Version().ShouldBe(version, hint);
        }
    }
}

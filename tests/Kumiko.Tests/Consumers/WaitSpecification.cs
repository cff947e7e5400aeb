using System.Text.Json;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Consumers;

public abstract class WaitSpecification(DatabaseSource source) : ConsumerSpecification(source)
{
    private static readonly JsonElement Ann = JsonSerializer.SerializeToElement(new { sender = "ann" });

    [Fact]
    public async Task A_query_that_waits_sees_what_was_just_written_wherever_the_consumer_runs()
    {
        var app = await Start(new PostFeature(new PostLog()));
        var other = Keep(await app.StartBeside(new PostFeature(new PostLog())));
        await app.StartConsumers(Quick);
        for (var n = 1; n <= 20; n++)
        {
            var position = await Send(app, "ann", n, 1);

            (await LettersOf(n % 2 == 0 ? app : other, position)).ShouldBe(n);
        }
    }

    [Fact]
    public async Task A_wait_for_events_of_no_concern_to_the_consumer_ends_at_once_even_where_its_cursor_stands_still()
    {
        var app = await Start(new PostFeature(new PostLog()));
        await Send(app, "ann", 1, 1);
        await app.DrainConsumers(Cancellation);
        var outcome = await Sender(app).Batch(null, ("post:write:letter:update", JsonSerializer.Serialize(new
        {
            id = (await Sender(app).List<Letter>()).Rows[0].Id,
            version = 1,
            changes = new { sender = "ben" },
        })));

        outcome.Error.ShouldBeNull();
        (await LettersOf(app, outcome.Position!.Value, TimeSpan.FromSeconds(2))).ShouldBe(1);
    }

    [Fact]
    public async Task A_wait_that_lasts_too_long_is_an_answer_that_says_who_is_behind()
    {
        var app = await Start(new PostFeature(new PostLog()));
        var position = await Send(app, "ann", 1, 1);

        var behind = await Should.ThrowAsync<ProjectionBehindException>(() => LettersOf(app, position, TimeSpan.FromMilliseconds(100)));

        behind.Status.ShouldBe(503);
        behind.Code.ShouldBe("projection_behind");
        behind.Details!["projection"].ShouldBe(PostFeature.Mailboxes);
        behind.Details["position"].ShouldBe("0");
        behind.Details["wanted"].ShouldBe(position.ToString());
    }

    private async Task<int> LettersOf(TestApp app, EventPosition position, TimeSpan? timeout = null)
    {
        var answer = await app.Dispatcher.Query(
            new HandlerCall("post:query:mailbox", Ann), new Caller(Sender(app).User, RequestInfo.New()),
            new QueryOptions { WaitFor = position, WaitTimeout = timeout }, Cancellation);
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("letters").GetInt32();
    }
}

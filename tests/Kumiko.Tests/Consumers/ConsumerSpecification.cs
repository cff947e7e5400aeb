using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Consumers;

/// <summary>What all specifications of running consumers share.</summary>
public abstract class ConsumerSpecification(DatabaseSource source) : AppSpecification(source)
{
    /// <summary>Leases that end soon enough for a test to wait.</summary>
    protected static ConsumerOptions Quick { get; } = new() { LeaseTime = TimeSpan.FromSeconds(2), HeartbeatInterval = TimeSpan.FromMilliseconds(200) };

    /// <summary>Fails twice, and acts then.</summary>
    protected static FailurePolicy TwiceThen(FailureAction action) => new()
    {
        Attempts = 2, FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(50), Then = action,
    };

    protected TestUser Sender(TestApp app) => app.As(Tenant, "Sender");

    protected async Task<EventPosition> Send(TestApp app, string sender, int first, int count)
    {
        var outcome = await Sender(app).Batch(null, ("post:write:send-many", $$"""{"sender":"{{sender}}","first":{{first}},"count":{{count}}}"""));
        outcome.Error.ShouldBeNull();
        return outcome.Position!.Value;
    }

    protected Task<Mailbox?> Mailbox(TestApp app, string sender) => Sender(app).Query<Mailbox?>(new MailboxOf(sender));

    protected static async Task<ConsumerState> StateOf(TestApp app, string consumer) =>
        (await app.Store.Consumers.Read(Cancellation)).Single(state => state.Key.Name == consumer);

    protected async Task<IReadOnlyList<int>> Stamps(TestApp app, string sender)
    {
        await using var session = app.Store.NewSession();
        var events = await session.ReadStream(new StreamId(Tenant, PostFeature.StampOf(sender)), StreamRange.Whole, Cancellation);
        return [.. events.Select(e => System.Text.Json.JsonDocument.Parse(e.Payload).RootElement.GetProperty("number").GetInt32())];
    }

    protected static Task HasPassed(TestApp app, string consumer, EventPosition position) =>
        Eventually.True(async () => (await StateOf(app, consumer)).Position.Value >= position.Value, $"'{consumer}' passes {position}");
}

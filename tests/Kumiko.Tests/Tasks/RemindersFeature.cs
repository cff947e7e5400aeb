using System.Collections.Concurrent;
using Kumiko.Storage;

namespace Kumiko.Tests.Tasks;

public sealed class Reminder : Entity
{
    public required string Text { get; set; }
}

/// <summary>Creates a reminder, and queues work that creates another one.</summary>
public sealed record Remind(string Text, bool Fails = false);

/// <summary>Runs <see cref="Remind"/> in a nested command whose failure it swallows.</summary>
public sealed record RemindInVain(string Text);

/// <summary>Tasks, as what the framework offers to authors would use them.</summary>
public sealed class RemindersFeature : Feature
{
    private string _kind = "";

    public override string Name => "reminders";

    public ConcurrentQueue<string> Runs { get; } = [];

    internal RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    /// <summary>Called in the middle of each run.</summary>
    internal Func<TaskRun, WriteContext, Task> InBetween { get; set; } = (_, _) => Task.CompletedTask;

    protected override void Define(FeatureBuilder r)
    {
        r.Toggleable(Toggle.On);
        r.Entity<Reminder>();
        r.Crud<Reminder>(Access.SignedIn, Access.SignedIn);
        _kind = r.Task("echo", Echo, Retry);
        r.WriteHandler<Remind>("remind", Access.SignedIn, async (command, ctx) =>
        {
            await ctx.Create(new Reminder { Text = command.Text });
            var payload = JsonText.BytesOf(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("text", command.Text);
                writer.WriteEndObject();
            });
            ctx.Services.Enqueue(ctx.Registry.TaskKindOf(_kind), ctx.Actor, payload, "cause:1");
            if (command.Fails)
            {
                throw new UnprocessableException("no", "It fails.");
            }
        });
        r.WriteHandler<RemindInVain>("remind-in-vain", Access.SignedIn, async (command, ctx) =>
        {
            await Should.ThrowAsync<UnprocessableException>(() => ctx.Write(new Remind(command.Text, Fails: true)));
            await ctx.Write(new Remind("after " + command.Text));
        });
    }

    private async Task Echo(TaskRun run, WriteContext ctx)
    {
        var text = run.Payload.GetProperty("text").GetString()!;
        Runs.Enqueue($"{text} {run.Attempt} {ctx.User.Id} {string.Join(',', ctx.User.Roles)} {ctx.Request.CausationId} {run.DedupKey.StartsWith(_kind, StringComparison.Ordinal)}");
        await ctx.Create(new Reminder { Text = "echo of " + text });
        await InBetween(run, ctx);
    }
}

using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Kumiko;

namespace Kumiko.Tests.Consumers;

public sealed class Letter : Entity
{
    public required string Sender { get; set; }

    public int Number { get; set; }
}

/// <summary>What a consumer with a table writes: counts that show every event that is lost, repeated or out of order.</summary>
public sealed class Mailbox
{
    [Key]
    public required string Sender { get; set; }

    public int Letters { get; set; }

    public int LastNumber { get; set; }

    public bool IsOutOfOrder { get; set; }
}

public sealed record Stamped(string Sender, int Number);

public sealed record SendLetter(string Sender, int Number);

public sealed record SendMany(string Sender, int First, int Count);

public sealed record MailboxOf(string Sender);

/// <summary>What handlers did outside the database, and what they shall do next.</summary>
public sealed class PostLog
{
    public ConcurrentQueue<(string DedupKey, string Sender, int Number, int Attempt)> Effects { get; } = [];

    public ConcurrentQueue<string> PerInstance { get; } = [];

    /// <summary>Called in the handlers before they do anything.</summary>
    public Func<string, Letter, Task> Before { get; set; } = (_, _) => Task.CompletedTask;
}

/// <summary>Letters, and the kinds of consumers that there are.</summary>
public sealed class PostFeature(PostLog log, FailurePolicy? policy = null, int extraConsumers = 0) : Feature
{
    public override string Name => "post";

    public const string Mailboxes = "post:projection:mailboxes";
    public const string Stamps = "post:projection:stamps";
    public const string Effects = "post:projection:effects";

    protected override void Define(FeatureBuilder r)
    {
        var failure = policy ?? FailurePolicy.Stop;
        r.Entity<Letter>();
        r.Crud<Letter>(Access.SignedIn, Access.SignedIn);
        r.DefineEvent<Stamped>("stamped");
        r.WriteHandler<SendLetter>("send", Access.SignedIn, (command, ctx) => ctx.Create(new Letter { Sender = command.Sender, Number = command.Number }));
        r.WriteHandler<SendMany>("send-many", Access.SignedIn, (command, ctx) =>
            ctx.CreateMany([.. Enumerable.Range(command.First, command.Count).Select(n => new Letter { Sender = command.Sender, Number = n })]));
        r.QueryHandler<MailboxOf>("mailbox", Access.SignedIn, async (query, ctx) => await ctx.Rows<Mailbox>().Find(new Mailbox { Sender = query.Sender }));

        r.MultiStreamProjection<Mailbox>("mailboxes", p => p
            .On<Created<Letter>>(async (e, ctx) =>
            {
                await log.Before("mailboxes", e.Data.Record);
                await ctx.Rows.Upsert(new Mailbox { Sender = e.Data.Record.Sender }, box =>
                {
                    box.Letters++;
                    box.IsOutOfOrder |= e.Data.Record.Number <= box.LastNumber;
                    box.LastNumber = e.Data.Record.Number;
                });
            })
            .OnFailure(failure));

        r.MultiStreamProjection("stamps", p => p
            .On<Created<Letter>>(async (e, ctx) =>
            {
                await log.Before("stamps", e.Data.Record);
                await ctx.Append("stamp", StampOf(e.Data.Record.Sender), new Stamped(e.Data.Record.Sender, e.Data.Record.Number));
            })
            .OnFailure(failure));

        r.MultiStreamProjection("effects", p => p
            .On<Created<Letter>>(async (e, ctx) =>
            {
                await log.Before("effects", e.Data.Record);
                log.Effects.Enqueue((ctx.DedupKey, e.Data.Record.Sender, e.Data.Record.Number, ctx.Attempt));
            })
            .OnFailure(failure));

        r.MultiStreamProjection("watch", p => p
            .On<Created<Letter>>((e, _) => log.PerInstance.Enqueue(e.Data.Record.Sender))
            .Delivery(Delivery.PerInstance));

        for (var n = 0; n < extraConsumers; n++)
        {
            r.MultiStreamProjection($"extra-{n:00}", p => p.On<Stamped>((_, _) => { }));
        }
    }

    public static Guid StampOf(string sender) => DeterministicId.Of(sender);
}

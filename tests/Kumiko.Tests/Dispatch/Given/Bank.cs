using System.Collections.Concurrent;

namespace Kumiko.Tests.Dispatch;

/// <summary>No unique index: an author's writes to it are kept back until the end.</summary>
public sealed class Account : Entity
{
    [Filterable, Sortable]
    public required string Owner { get; set; }

    [Filterable, Sortable]
    public int Balance { get; set; }

    public string? Note { get; set; }
}

/// <summary>With a unique index: an author's writes to it go out at once.</summary>
public sealed class Card : Entity
{
    [Filterable, Sortable]
    public required string Number { get; set; }

    public int Uses { get; set; }
}

/// <summary>Deleting only marks it.</summary>
public sealed class Memo : Entity
{
    [Filterable]
    public required string Text { get; set; }
}

public sealed record Deposited(int Amount);

/// <summary>A command whose work a test writes where it needs it.</summary>
public sealed record Step(string Name);

/// <summary>The same for those who have the role <c>Clerk</c>.</summary>
public sealed record ClerkStep(string Name);

/// <summary>A query whose work a test writes where it needs it.</summary>
public sealed record Question(string Name);

public sealed record ClerkQuestion(string Name);

/// <summary>A stream of what a question answers, again and again.</summary>
public sealed record Answers(string Name, int Count);

public sealed record Deposit(Guid Id, [property: Number(Min = 1)] int Amount);

/// <summary>Entities of every kind of write, and commands that run what a test hands over.</summary>
public sealed class BankFeature : Feature
{
    private readonly ConcurrentDictionary<string, Func<QueryContext, Task<object?>>> _work = new();

    public override string Name => "bank";

    public Step Step(Func<WriteContext, Task> work) => new(Keep(Wrapped(work)));

    public Step Step<T>(Func<WriteContext, Task<T>> work) => new(Keep(async c => await work((WriteContext)c)));

    public ClerkStep ClerkStep(Func<WriteContext, Task> work) => new(Keep(Wrapped(work)));

    public Question Question<T>(Func<QueryContext, Task<T>> work) => new(Keep(async c => await work(c)));

    public ClerkQuestion ClerkQuestion<T>(Func<QueryContext, Task<T>> work) => new(Keep(async c => await work(c)));

    protected override void Define(FeatureBuilder r)
    {
        r.Describe("Accounts, cards and memos.");
        r.SystemScope();
        r.Entity<Account>();
        r.Entity<Card>(e => e.Unique(c => c.Number));
        r.Entity<Memo>(e => e.SoftDelete());
        r.Crud<Account>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Card>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Memo>(write: Access.SignedIn, read: Access.SignedIn);
        r.DefineEvent<Deposited>("deposited");
        r.WriteHandler<Step>("step", Access.SignedIn, (step, ctx) => _work[step.Name](ctx));
        r.WriteHandler<ClerkStep>("clerk-step", Access.Roles("Clerk"), (step, ctx) => _work[step.Name](ctx));
        r.WriteHandler<Deposit>("account:deposit", Access.SignedIn, async (deposit, ctx) =>
        {
            var account = await ctx.Update<Account>(deposit.Id, a => a.Balance += deposit.Amount);
            await ctx.Append(account, new Deposited(deposit.Amount));
            return account;
        });
        r.QueryHandler<Question>("question", Access.SignedIn, (question, ctx) => _work[question.Name](ctx));
        r.StreamHandler<Answers, int>("answers", Access.SignedIn, Answer);
        r.QueryHandler<ClerkQuestion>("clerk-question", Access.Roles("Clerk"), (question, ctx) => _work[question.Name](ctx));
    }

    private async IAsyncEnumerable<int> Answer(Answers query, StreamContext ctx)
    {
        for (var i = 0; i < query.Count; i++)
        {
            yield return await ctx.Read(async read => (int)(await _work[query.Name](read))!);
        }
    }

    private static Func<QueryContext, Task<object?>> Wrapped(Func<WriteContext, Task> work) => async context =>
    {
        await work((WriteContext)context);
        return null;
    };

    private string Keep(Func<QueryContext, Task<object?>> work)
    {
        var name = $"work-{_work.Count}-{Guid.NewGuid():n}";
        _work[name] = work;
        return name;
    }
}

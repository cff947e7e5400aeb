using System.Collections.Concurrent;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Events;

/// <summary>A record whose deletion marks it, with values that only one of them can have.</summary>
public sealed class Parcel : Entity
{
    [Filterable]
    public required string Code { get; set; }

    [Filterable]
    public string? Shelf { get; set; }
}

public sealed record Weighed(int Grams);

public sealed record Deposited(decimal Amount, DateTimeOffset At);

public sealed record Withdrawn(decimal Amount);

/// <summary>A command whose work a test writes where it needs it.</summary>
public sealed record Work(string Name);

/// <summary>A query whose work a test writes where it needs it.</summary>
public sealed record Look(string Name);

/// <summary>Streams of records and of their own, and commands that run what a test hands over.</summary>
public sealed class LabFeature(Action<FeatureBuilder>? more = null) : Feature
{
    private readonly ConcurrentDictionary<string, Func<QueryContext, Task<object?>>> _work = new();
    private int _count;

    public override string Name => "lab";

    public Work Work(Func<WriteContext, Task> work) => new(Keep(async context =>
    {
        await work((WriteContext)context);
        return null;
    }));

    public Look Look(Func<QueryContext, Task> work) => new(Keep(async context =>
    {
        await work(context);
        return null;
    }));

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Parcel>(e => e.SoftDelete().UniqueAmongExisting(p => p.Code));
        r.Crud<Parcel>(Access.SignedIn, Access.SignedIn);
        r.DefineEvent<Weighed>("weighed");
        r.DefineEvent<Deposited>("deposited");
        r.DefineEvent<Withdrawn>("withdrawn");
        r.WriteHandler<Work>("work", Access.SignedIn, (work, ctx) => _work[work.Name](ctx));
        r.QueryHandler<Look>("look", Access.SignedIn, (look, ctx) => _work[look.Name](ctx));
        more?.Invoke(r);
    }

    private string Keep(Func<QueryContext, Task<object?>> work)
    {
        var name = $"work-{Interlocked.Increment(ref _count)}";
        _work[name] = work;
        return name;
    }
}

/// <summary>What specifications about streams share.</summary>
public abstract class LabTests(DatabaseSource source) : AppSpecification(source)
{
    private TestApp? _app;

    protected LabFeature Lab { get; private set; } = new();

    protected TestApp App => _app ?? throw new InvalidOperationException("The test starts the laboratory first.");

    protected TestUser User => App.As(Tenant, "User");

    protected async Task StartLab(Action<FeatureBuilder>? more = null, TestAppOptions? options = null)
    {
        Lab = new LabFeature(more);
        _app = await Start(options ?? new TestAppOptions(), Lab);
    }

    protected Task Do(Func<WriteContext, Task> work) => User.Write(Lab.Work(work));

    protected Task See(Func<QueryContext, Task> look) => User.Query<object?>(Lab.Look(look));

    protected async Task<Parcel> Parcel(string code) => await User.Create(new Parcel { Code = code });
}

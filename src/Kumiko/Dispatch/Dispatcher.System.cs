using Kumiko.Storage;

namespace Kumiko;

/// <content>C# code that is no handler: seeds, reference data, consumers.</content>
internal sealed partial class Dispatcher
{
    /// <summary>Runs C# code as the framework itself, in one transaction: seeds and reference data.</summary>
    internal Task RunAsSystem(TenantId tenant, Func<WriteContext, Task> work, CancellationToken cancellation)
    {
        var caller = new Caller(User.System(tenant), RequestInfo.New());
        return RunApart(caller, null, new Actor(tenant, UserId.System, caller.Request), work, cancellation);
    }

    /// <summary>Runs C# code in a transaction of its own, apart from any command that may be running.</summary>
    internal async Task RunApart(Caller caller, IWorkOwner? owner, Actor actor, Func<WriteContext, Task> work, CancellationToken cancellation)
    {
        await using var unit = new UnitOfWork(store.NewSession());
        var services = ServicesFor(unit, caller, cancellation);
        try
        {
            await services.FindFeatures();
            await work(new WriteContext(services, owner, actor));
            await Commit(unit, cancellation);
            await KeepSnapshots(services, cancellation);
        }
        catch (StoreException failure)
        {
            throw await Translate(failure, unit, cancellation);
        }
    }
}

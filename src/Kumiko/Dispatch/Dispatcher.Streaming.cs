using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kumiko.Storage;

namespace Kumiko;

/// <content>Streams: the stages run once, then items follow without anything of the database being held between them.</content>
internal sealed partial class Dispatcher
{
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Stream(HandlerCall call, Caller caller, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var span = _telemetry?.StartRequest(HandlerKind.Stream);
        var count = 0L;
        try
        {
            var (services, handler, items) = await Told(call, caller, span, () => Open(call, caller, cancellation), cancellation);
            await using (items)
            {
                while (await Told(call, caller, span, () => Next(services, handler, items), cancellation) is { } item)
                {
                    count++;
                    yield return item;
                }
            }
        }
        finally
        {
            span?.SetTag(SpanTags.Items, count);
        }
    }

    /// <summary>All stages but the handler's own work; what they read is closed before the first item is made.</summary>
    private async Task<(InvocationServices, HandlerDefinition, IAsyncEnumerator<object?>)> Open(HandlerCall call, Caller caller, CancellationToken cancellation)
    {
        await using var unit = UnitFor(caller);
        var services = ServicesFor(unit, caller, cancellation, NewLimits());
        var invocation = new Invocation(HandlerKind.Stream, call.Type, services) { Payload = call.Payload };
        var items = (IAsyncEnumerable<object?>)(await Run(invocation))!;
        return (services, invocation.Handler, items.GetAsyncEnumerator(cancellation));
    }

    /// <summary>A feature that is switched off ends its streams, too.</summary>
    private async Task<ReadOnlyMemory<byte>?> Next(InvocationServices services, HandlerDefinition handler, IAsyncEnumerator<object?> items)
    {
        if (!await items.MoveNextAsync())
        {
            return null;
        }

        if (services.Switchboard is { IsFixed: false })
        {
            await services.FindFeaturesAgain();
            ToggleStage.Check(handler, services);
        }

        return _answers.Write(items.Current, services);
    }

    /// <summary>Runs a part of a stream; what goes wrong becomes a failure that the client may see.</summary>
    private async Task<TResult> Told<TResult>(HandlerCall call, Caller caller, Activity? span, Func<Task<TResult>> part, CancellationToken cancellation)
    {
        // Between two items somebody else's span is the current one.
        Activity.Current = span ?? Activity.Current;
        try
        {
            return await part();
        }
        catch (KumikoException error)
        {
            Note(error, call.Type, caller);
            throw;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            var error = Unexpected(exception, call.Type, caller);
            Note(error, call.Type, caller);
            throw error;
        }
    }

    /// <summary>Reads for streams as the dispatcher reads for queries.</summary>
    private sealed class StreamReads(Dispatcher dispatcher, Store store) : StreamSource
    {
        public override async Task<TResult> Read<TResult>(HandlerDefinition handler, Func<QueryContext, Task<TResult>> read, InvocationServices stream)
        {
            var (caller, cancellation) = (stream.Caller, stream.Cancellation);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await using var unit = dispatcher.UnitFor(caller);
                    var services = dispatcher.ServicesFor(unit, caller, cancellation, dispatcher.NewLimits());
                    return await dispatcher.Explaining(services, async () =>
                    {
                        await services.FindFeatures();
                        var result = await read(new QueryContext(services, handler, new Actor(caller.User.Tenant, caller.User.Id, caller.Request)));
                        unit.WriteMeasurements();
                        await dispatcher.KeepSnapshots(services, cancellation);
                        return result;
                    });
                }
                catch (TransientStoreException) when (attempt < Attempts)
                {
                    await dispatcher.Pause(attempt, cancellation);
                }
            }
        }

        public override Task<LogListener> Listen(CancellationToken cancellation) => store.Listen(cancellation);
    }
}

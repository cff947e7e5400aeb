using Kumiko.Storage;

namespace Kumiko;

/// <content>Queries: no transaction, tried again where the database was busy.</content>
internal sealed partial class Dispatcher
{
    private static readonly QueryOptions Anyhow = new();

    public Task<ReadOnlyMemory<byte>> Query(HandlerCall call, Caller caller, CancellationToken cancellation = default) =>
        Query(call, caller, Anyhow, cancellation);

    public async Task<ReadOnlyMemory<byte>> Query(HandlerCall call, Caller caller, QueryOptions options, CancellationToken cancellation = default)
    {
        using var span = _telemetry?.StartRequest(HandlerKind.Query);
        var limits = NewLimits();
        for (var attempt = 1; ; attempt++)
        {
            limits?.Begin();
            try
            {
                if (options.WaitFor is { } position)
                {
                    await _wait.ForTables(position, options.WaitTimeout, cancellation);
                }

                await using var unit = UnitFor(caller);
                var services = ServicesFor(unit, caller, cancellation, limits);
                return await Explaining(services, () => Answer(call, services));
            }
            catch (TransientStoreException) when (attempt < Attempts)
            {
                await Pause(attempt, cancellation);
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
    }

    private async Task<ReadOnlyMemory<byte>> Answer(HandlerCall call, InvocationServices services)
    {
        var answer = _answers.Write(await Run(new Invocation(HandlerKind.Query, call.Type, services) { Payload = call.Payload }), services);
        services.Unit.WriteMeasurements();
        await KeepSnapshots(services, services.Cancellation);
        if (services.Unspoken is { } denial)
        {
            Told(denial, call.Type, services.Caller);
        }

        return answer;
    }
}

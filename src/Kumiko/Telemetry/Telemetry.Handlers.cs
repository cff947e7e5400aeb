namespace Kumiko;

internal sealed partial class Telemetry
{
    /// <summary>Whether anybody wants to know about handlers.</summary>
    public bool IsWatched => _handlerDuration.Enabled || _source.HasListeners();

    /// <summary>Runs a call and measures it.</summary>
    public async Task<object?> Handle(Invocation invocation, Pipeline pipeline)
    {
        // A name that nobody declares comes from outside, and there is no end to them.
        var handler = invocation.Services.Registry.FindHandler(invocation.Name)?.Name ?? "unknown";
        var kind = invocation.Kind.Word();
        using var activity = _source.StartActivity("dispatcher." + kind);
        activity?.SetTag("handler", handler);
        var started = _clock.GetTimestamp();
        try
        {
            return await pipeline.Run(invocation);
        }
        catch (Exception exception)
        {
            Fail(activity, exception);
            throw;
        }
        finally
        {
            _handlerDuration.Record(_clock.GetElapsedTime(started).TotalSeconds, Tag("handler", handler), Tag("kind", kind));
        }
    }

    /// <summary>Counts a command or query whose answer is a failure, wherever it came from: the handler, the commit, the database.</summary>
    public void CountError(Registry registry, string name, KumikoException error)
    {
        if (_handlerErrors.Enabled)
        {
            _handlerErrors.Add(1, Tag("handler", registry.FindHandler(name)?.Name ?? "unknown"), Tag("error_class", ClassOf(error)));
        }
    }
}

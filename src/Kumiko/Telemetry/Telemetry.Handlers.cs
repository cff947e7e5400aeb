namespace Kumiko;

internal sealed partial class Telemetry
{
    /// <summary>A handler that nobody declares: such a name comes from outside, and there is no end to them.</summary>
    public const string Unknown = "unknown";

    /// <summary>Whether anybody wants to know about handlers.</summary>
    public bool IsWatched => _handlerDuration.Enabled || _source.HasListeners();

    /// <summary>Whether anybody takes spans.</summary>
    public bool IsTraced => _source.HasListeners();

    /// <summary>Runs a call and measures it.</summary>
    public async Task<object?> Handle(Invocation invocation, Func<Task<object?>> run)
    {
        var definition = invocation.Services.Registry.FindHandler(invocation.Name);
        var (handler, kind) = (definition?.Name ?? Unknown, invocation.Kind.Word());
        using var activity = _source.StartActivity(SpanNames.Of(invocation.Kind));
        activity?.SetTag(SpanTags.Handler, handler);
        activity?.SetTag(SpanTags.Feature, definition?.Feature.Name);
        activity?.SetTag(SpanTags.Kind, kind);
        var started = _clock.GetTimestamp();
        try
        {
            return await run();
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
            _handlerErrors.Add(1, Tag("handler", registry.FindHandler(name)?.Name ?? Unknown), Tag("error_class", ClassOf(error)));
        }
    }
}

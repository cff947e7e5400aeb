namespace Kumiko;

/// <summary>A handler that answers with one item after another.</summary>
internal sealed class StreamHandlerDefinition(
    string name, FeatureDefinition feature, AccessRule access, RecordSchema input, Func<object, StreamContext, IAsyncEnumerable<object?>> open)
    : AuthoredHandler(name, feature, HandlerKind.Stream, access, input, (_, _) => throw new InvalidOperationException($"'{name}' is a stream; it is opened."))
{
    /// <summary>Begins the stream. Nothing of it runs before its first item is asked for.</summary>
    public IAsyncEnumerable<object?> Open(object value, StreamContext context) => open(value, context);
}

namespace Kumiko;

/// <summary>The names of the framework's spans.</summary>
internal static class SpanNames
{
    public const string Request = "dispatcher.request";
    public const string Write = "dispatcher.write";
    public const string Query = "dispatcher.query";
    public const string Stream = "dispatcher.stream";
    public const string Stage = "dispatcher.stage";
    public const string Commit = "dispatcher.commit";
    public const string Task = "task.run";
    public const string ConsumerPage = "events.consumer.page";
    public const string Rebuild = "projection.rebuild";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Request, Write, Query, Stream, Stage, Commit, Task, ConsumerPage, Rebuild];

    /// <summary>The span of one call of a handler.</summary>
    public static string Of(HandlerKind kind) => kind switch
    {
        HandlerKind.Write => Write,
        HandlerKind.Query => Query,
        _ => Stream,
    };
}

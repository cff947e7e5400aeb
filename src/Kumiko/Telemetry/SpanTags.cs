namespace Kumiko;

/// <summary>The attributes of the framework's spans. Beside them there is <c>error.type</c>, as OpenTelemetry has it.</summary>
internal static class SpanTags
{
    public const string Handler = "kumiko.handler";
    public const string Feature = "kumiko.feature";
    public const string Kind = "kumiko.kind";
    public const string Stage = "kumiko.stage";
    public const string Commands = "kumiko.commands";
    public const string Items = "kumiko.items";
    public const string Task = "kumiko.task";
    public const string Consumer = "kumiko.consumer";
    public const string Projection = "kumiko.projection";
    public const string Events = "kumiko.events";
    public const string Outcome = "kumiko.outcome";
    public const string Denial = "kumiko.denial";
    public const string ErrorType = "error.type";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Handler, Feature, Kind, Stage, Commands, Items, Task, Consumer, Projection, Events, Outcome, Denial, ErrorType];
}

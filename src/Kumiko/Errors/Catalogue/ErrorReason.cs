namespace Kumiko;

/// <summary>A finer name of a failure that the framework itself gives.</summary>
/// <param name="Name">In snake_case, as it stands in the details.</param>
/// <param name="When">When it happens, in one sentence.</param>
/// <param name="Retry">Whether the same call may succeed later; null where it is as for the code.</param>
internal sealed record ErrorReason(string Name, string When, string? Retry = null)
{
    /// <summary>The key of the text that end users read.</summary>
    public string I18nKey { get; init; } = "errors." + JsonNames.CamelOfSnake(Name);
}

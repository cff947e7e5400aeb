namespace Kumiko;

internal sealed partial class HandlerOptions
{
    /// <summary>Why the handler may change states as it likes; null where it may not.</summary>
    public string? TransitionGuardSkipped { get; set; }
}

namespace Kumiko;

public sealed partial class HandlerBuilder
{
    /// <summary>
    /// What this command writes itself may change states as it likes; commands that it calls may not. The events carry the reason. For imports and
    /// repairs.
    /// </summary>
    /// <param name="reason">Why; shown to whoever reads the log.</param>
    public HandlerBuilder UnsafeSkipTransitionGuard(string reason)
    {
        Options.TransitionGuardSkipped = reason;
        return this;
    }
}

namespace Kumiko.AspNetCore;

/// <summary>Endpoint metadata: what stands around a failure. Writes and batches say <c>isSuccess</c>, everything else has the error alone.</summary>
internal sealed class FailureEnvelope
{
    public static FailureEnvelope Outcome { get; } = new();

    public static FailureEnvelope ErrorOnly { get; } = new();
}

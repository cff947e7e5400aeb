namespace Kumiko;

/// <summary>One kind of failure, for the reference and for whoever builds clients.</summary>
/// <param name="Type">The exception.</param>
/// <param name="Code">Its code.</param>
/// <param name="Status">Its HTTP status.</param>
/// <param name="I18nKey">The key of the text that end users read.</param>
/// <param name="When">When it happens, in one sentence.</param>
/// <param name="Retry">Whether the same call may succeed later, in a few words.</param>
internal sealed record ErrorDescription(Type Type, string Code, int Status, string I18nKey, string When, string Retry)
{
    /// <summary>The members of the details; those that may be missing end with a question mark.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>The finer names that the framework itself gives.</summary>
    public IReadOnlyList<ErrorReason> Reasons { get; init; } = [];
}

namespace Kumiko.AspNetCore;

/// <summary>A check that the options may leave out; then the answer does not speak of it.</summary>
internal interface IOptionalCheck : IReadinessCheck
{
    /// <summary>Whether the options ask for it.</summary>
    bool IsAskedFor { get; }
}

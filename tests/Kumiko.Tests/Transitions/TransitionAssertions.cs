using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Transitions;

internal static class TransitionAssertions
{
    /// <summary>The change is refused as the error contract says.</summary>
    public static async Task ShouldBeRefused(this Task task, string field, string? from, string? to, params string[] allowed)
    {
        var refusal = await task.ShouldFail<UnprocessableException>();
        (refusal.Code, refusal.Status).ShouldBe(("unprocessable", 422));
        var details = refusal.Details.ShouldNotBeNull();
        (details["reason"], details["field"], details["from"], details["to"]).ShouldBe(("invalid_transition", field, from, to));
        details["allowed"].ShouldBe(allowed);
    }
}

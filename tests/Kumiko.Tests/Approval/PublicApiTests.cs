namespace Kumiko.Tests.Approval;

public class PublicApiTests
{
    /// <summary>What authors can call changes on purpose only, and in one place that a review sees.</summary>
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        Approved.Matches("docs/reference/public-api/Kumiko.txt", PublicApi.Of(typeof(Feature).Assembly));
}

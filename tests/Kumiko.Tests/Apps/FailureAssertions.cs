namespace Kumiko.Tests.Apps;

/// <summary>Expectations about refusals.</summary>
internal static class FailureAssertions
{
    public static Task<TException> ShouldFail<TException>(this Task task)
        where TException : Exception => Should.ThrowAsync<TException>(() => task);

    /// <summary>The input is refused with exactly this issue.</summary>
    public static async Task<FieldIssue> ShouldBeInvalid(this Task task, string path, string code)
    {
        var failure = await task.ShouldFail<ValidationFailedException>();
        failure.Issues.Select(i => $"{i.Path}: {i.Code}").ShouldBe([$"{path}: {code}"]);
        return failure.Issues[0];
    }

    public static async Task ShouldBeTaken(this Task task, params string[] fields)
    {
        var failure = await task.ShouldFail<UniqueViolationException>();
        failure.Status.ShouldBe(409);
        failure.Fields.ShouldBe(fields);
        failure.Details!["fields"].ShouldBe(fields);
    }

    public static async Task ShouldBeNotFound(this Task task) => (await task.ShouldFail<NotFoundException>()).Code.ShouldBe("not_found");

    public static async Task ShouldConflict(this Task task, long currentVersion)
    {
        var failure = await task.ShouldFail<VersionConflictException>();
        failure.Status.ShouldBe(409);
        failure.Details!["currentVersion"].ShouldBe(currentVersion);
    }
}

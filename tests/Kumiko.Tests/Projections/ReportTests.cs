using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Dispatch;

namespace Kumiko.Tests.Projections;

/// <summary>What the specifications of this folder share: the bank with its reports.</summary>
public abstract class ReportTests(DatabaseSource source) : BankTests(source)
{
    protected ReportsFeature Reports { get; } = new();

    protected Task<TestApp> StartReports() => Start(Reports);

    /// <summary>Runs work as a command.</summary>
    protected Task Run(TestApp app, Func<WriteContext, Task> work) => app.As().Write(Bank.Step(work));

    /// <summary>Runs work as a query.</summary>
    protected Task<T> Ask<T>(TestApp app, Func<QueryContext, Task<T>> work) => app.As().Query<T>(Bank.Question(work));

    /// <summary>All rows of a projection in the first test tenant.</summary>
    protected Task<List<TRow>> Rows<TRow>(TestApp app)
        where TRow : class => Ask(app, ctx => ctx.Rows<TRow>().ToList());

    protected static async Task ShouldEqualRebuilds(TestApp app, string? story = null) => (await app.CompareAllWithRebuilds()).ShouldBeEmpty(story);
}

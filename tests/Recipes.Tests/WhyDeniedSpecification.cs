using Kumiko;
using Kumiko.Testing;
using Recipes.WhyDenied;

namespace Recipes.Tests;

public abstract class WhyDeniedSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task A_refusal_knows_its_rule()
    {
        var app = await Start(new DiariesFeature());
        var diary = await Writer(app, "anna").Create(new Diary { Title = "Monday", WriterId = "anna" });

        var failure = await Should.ThrowAsync<NotFoundException>(() => Writer(app, "ben").Delete<Diary>(diary.Id));

        // The client learns that there is no such record. The log says why, and so does the exception in a test.
        failure.Message.ShouldBe($"There is no diary '{diary.Id}'.");
        failure.Denial!.Kind.ShouldBe(DenialKind.RowRule);
        failure.Denial.Rules[0].ShouldBe(new RuleVerdict("roles Writer where diary.WriterId == user.Id.Value", false, "It does not hold for the record."));
    }

    [Fact]
    public async Task An_operator_asks_why_somebody_does_not_see_a_record()
    {
        var app = await Start(new DiariesFeature(), new OperationsFeature());
        var diary = await Writer(app, "anna").Create(new Diary { Title = "Monday", WriterId = "anna", Circle = "club" });

        var answer = await app.As(OperationsFeature.Role).Query<AccessExplanation>(
            new ExplainAccess(TestTenants.First.Value, "carl", ["Friend"], "diaries:query:diary:detail", Record: diary.Id));

        answer.Admits.ShouldBeFalse();
        answer.Steps.Select(s => (s.Kind, s.Admits)).ShouldBe([(DenialKind.Toggle, true), (DenialKind.HandlerRule, true), (DenialKind.RowRule, false)]);
        answer.Steps[^1].Rules[1].Why.ShouldBe("It holds for no record of this caller. The caller has no claim 'diaries:circle'.");
    }

    private static TestUser Writer(TestApp app, string id) => app.As("Writer").WithId(id);
}

namespace Kumiko.Tests.Storage;

public class SpecificationCoverageTests
{
    private static readonly Type[] Types = typeof(SpecificationCoverageTests).Assembly.GetTypes();

    public static TheoryData<Type> Fixtures => [.. Types.Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(StoreFixture)))];

    [Fact]
    public void There_are_specifications() => Specifications().Length.ShouldBeGreaterThanOrEqualTo(11);

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Every_store_runs_every_specification(Type fixture)
    {
        var skipped = Specifications().Where(specification => !Types.Any(test =>
            test.IsPublic && !test.IsAbstract && test.IsSubclassOf(specification)
            && typeof(IClassFixture<>).MakeGenericType(fixture).IsAssignableFrom(test)));

        skipped.Select(s => s.Name).ShouldBeEmpty();
    }

    private static Type[] Specifications() => [.. Types.Where(t => t.IsAbstract && t.Name.EndsWith("Specification", StringComparison.Ordinal))];
}

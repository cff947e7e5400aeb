using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Storage;

public class SpecificationCoverageTests
{
    private static readonly Type[] Types = typeof(SpecificationCoverageTests).Assembly.GetTypes();

    /// <summary>What specifications take, one for each store.</summary>
    public static TheoryData<Type> Fixtures =>
        [.. Types.Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(StoreFixture)) || t.IsSubclassOf(typeof(DatabaseSource))))];

    [Fact]
    public void There_are_specifications() => Specifications().Length.ShouldBeGreaterThanOrEqualTo(11);

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Every_store_runs_every_specification(Type fixture)
    {
        var skipped = Specifications().Where(specification => Takes(specification, fixture) && !Types.Any(test =>
            test.IsPublic && !test.IsAbstract && test.IsSubclassOf(specification)
            && typeof(IClassFixture<>).MakeGenericType(fixture).IsAssignableFrom(test)));

        skipped.Select(s => s.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Every_specification_takes_a_store()
    {
        var fixtures = Fixtures.Select(row => row.Data).ToList();

        Specifications().Where(specification => !fixtures.Exists(fixture => Takes(specification, fixture))).ShouldBeEmpty();
    }

    private static bool Takes(Type specification, Type fixture) => specification.GetConstructors(
        System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)
        .Any(c => c.GetParameters().Any(p => fixture.IsSubclassOf(p.ParameterType)));

    private static Type[] Specifications() =>
        [.. Types.Where(t => t.IsAbstract && t.Name.EndsWith("Specification", StringComparison.Ordinal) && t != typeof(AppSpecification))];
}

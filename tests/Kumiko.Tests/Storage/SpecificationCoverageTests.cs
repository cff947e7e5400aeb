using System.Reflection;

namespace Kumiko.Tests.Storage;

/// <summary>A specification takes what stands for a store; for each kind of it there is a test class that runs the specification.</summary>
public class SpecificationCoverageTests
{
    private static readonly Type[] Types = typeof(SpecificationCoverageTests).Assembly.GetTypes();

    public static TheoryData<string> Specifications =>
        [.. Types.Where(t => t.IsAbstract && t.Name.EndsWith("Specification", StringComparison.Ordinal) && SubclassesOf(t).Any()).Select(t => t.FullName!)];

    [Fact]
    public void There_are_specifications() => Specifications.Count.ShouldBeGreaterThanOrEqualTo(11);

    [Theory]
    [MemberData(nameof(Specifications))]
    public void Every_store_runs_every_specification(string name)
    {
        var specification = Types.Single(t => t.FullName == name);
        var fixtures = specification.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .SelectMany(c => c.GetParameters())
            .SelectMany(p => SubclassesOf(p.ParameterType))
            .ToList();
        var tests = SubclassesOf(specification).Where(t => t.IsPublic).ToList();

        fixtures.Count.ShouldBeGreaterThanOrEqualTo(2, "A specification takes what there is one of for each store.");
        fixtures.Where(fixture => !tests.Exists(test => typeof(IClassFixture<>).MakeGenericType(fixture).IsAssignableFrom(test))).ShouldBeEmpty();
    }

    private static IEnumerable<Type> SubclassesOf(Type type) => Types.Where(t => !t.IsAbstract && t.IsSubclassOf(type));
}

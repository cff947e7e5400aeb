using System.Reflection;
using System.Runtime.CompilerServices;
using Kumiko.Tests.Approval;
using Xunit.v3;

namespace Kumiko.Tests.Contract;

/// <summary>Whatever can be declared stands in the list, and whatever stands in the list is shown to work or named as missing.</summary>
public class ContractTests
{
    private static readonly Assembly Framework = typeof(FeatureBuilder).Assembly;

    private const BindingFlags AnyMethod = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    [Fact]
    public void The_reference_has_the_list() => Approved.Matches("docs/reference/contract.md", ContractPage.Text());

    [Fact]
    public void Every_declaration_has_a_row()
    {
        var named = ContractRows.All.SelectMany(r => r.Declared).ToHashSet();
        Declarations().Where(d => !named.Contains(d) && !named.Contains(d.Split('.')[0] + ".*")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_names_declarations_that_are_there()
    {
        var there = Declarations().ToList();
        var builders = there.Select(d => d.Split('.')[0] + ".*").ToHashSet();
        ContractRows.All.SelectMany(r => r.Declared).Where(d => !there.Contains(d) && !builders.Contains(d)).ShouldBeEmpty();
    }

    [Fact]
    public void A_feature_builders_methods_are_named_one_by_one() =>
        ContractRows.All.SelectMany(r => r.Declared).ShouldNotContain("FeatureBuilder.*");

    [Fact]
    public void Every_rule_belongs_to_a_row()
    {
        var covered = ContractRows.All.SelectMany(r => r.Rules).SelectMany(ContractPage.RulesOf).Select(r => r.Id).ToHashSet();
        DiagnosticRules.All.Select(r => r.Id).Where(id => !covered.Contains(id)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_range_of_rules_holds_one() =>
        ContractRows.All.SelectMany(r => r.Rules).Where(range => !ContractPage.RulesOf(range).Any()).ShouldBeEmpty();

    [Fact]
    public void What_is_not_missing_is_tested() =>
        ContractRows.All.Where(r => r.Missing is null && r.Tests.Length == 0).Select(r => r.Name).ShouldBeEmpty();

    [Fact]
    public void The_tests_of_a_row_are_tests() => ContractRows.All.SelectMany(r => r.Tests).Distinct()
        .Where(t => !t.GetMethods(AnyMethod).Any(m => m.GetCustomAttributes().Any(a => a is IFactAttribute))).ShouldBeEmpty();

    [Fact]
    public void The_rows_and_the_recipes_name_each_other()
    {
        var recipes = Directory.GetFiles(Path.Combine(Root(), "samples/recipes"), "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)!).ToList();
        ContractRows.All.SelectMany(r => r.Recipes).Distinct().ShouldBe(recipes, ignoreOrder: true);
        recipes.Where(r => !File.Exists(Path.Combine(Root(), $"tests/Recipes.Tests/{r}Specification.cs"))).ShouldBeEmpty();
    }

    [Fact]
    public void Each_row_has_a_name_of_its_own_and_a_meaning()
    {
        ContractRows.All.Select(r => r.Name).ShouldBeUnique();
        ContractRows.All.ShouldAllBe(r => r.Meaning.EndsWith('.'));
    }

    /// <summary>The methods of all public builders, and the attributes.</summary>
    private static IEnumerable<string> Declarations()
    {
        var types = Framework.GetExportedTypes();
        var builders = types.Where(t => NameOf(t).EndsWith("Builder", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly), (t, m) => (Type: t, Method: m))
            .Where(d => !d.Method.IsSpecialName && d.Method.GetBaseDefinition().DeclaringType != typeof(object))
            .Select(d => $"{NameOf(d.Type)}.{d.Method.Name}");
        var attributes = types.Where(t => typeof(Attribute).IsAssignableFrom(t) && !t.IsAbstract)
            .Select(t => $"[{NameOf(t)[..^"Attribute".Length]}]");
        return builders.Concat(attributes).Distinct();
    }

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}

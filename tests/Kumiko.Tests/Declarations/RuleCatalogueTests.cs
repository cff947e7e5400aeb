using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Kumiko.Tests.Approval;

namespace Kumiko.Tests.Declarations;

/// <summary>The rules as a whole: each is tested, documented, and keeps its id.</summary>
public partial class RuleCatalogueTests : DeclarationTest
{
    private static readonly (char Area, string Title)[] Areas =
        [
            ('1', "Names"), ('2', "Entities and fields"), ('3', "Access"), ('4', "Events"), ('5', "Composition"), ('6', "Projections"),
            ('7', "Hooks and steps"), ('8', "Privacy"),
        ];

    [Fact]
    public void Each_rule_has_a_test_that_breaks_it_and_one_that_keeps_it()
    {
        var methods = typeof(RuleCatalogueTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).ToList();
        var all = DiagnosticRules.All.Select(r => r.Id).ToList();
        methods.SelectMany(m => m.GetCustomAttributes<BreaksAttribute>()).Select(a => a.Id).Distinct().ShouldBe(all, ignoreOrder: true);
        methods.SelectMany(m => m.GetCustomAttributes<KeepsAttribute>()).Select(a => a.Id).Distinct().ShouldBe(all, ignoreOrder: true);
    }

    [Fact]
    public void Each_rule_has_an_id_and_a_title_of_its_own()
    {
        DiagnosticRules.All.ShouldAllBe(r => RuleId().IsMatch(r.Id));
        DiagnosticRules.All.Select(r => r.Id).ShouldBeUnique();
        DiagnosticRules.All.Select(r => r.Title).ShouldBeUnique();
    }

    [Fact]
    public void Each_rule_says_why_and_how_to_mend_it()
    {
        DiagnosticRules.All.ShouldAllBe(r => r.Title.Length > 0 && !r.Title.EndsWith('.'));
        DiagnosticRules.All.ShouldAllBe(r => r.Why.EndsWith('.'));
        DiagnosticRules.All.ShouldAllBe(r => r.Mend.EndsWith('.'));
    }

    [Fact]
    public void Each_rule_belongs_to_an_area() => DiagnosticRules.All.ShouldAllBe(r => Areas.Any(a => a.Area == r.Id[3]));

    [Fact]
    public void The_reference_lists_all_rules() => Approved.Matches("docs/reference/diagnostics.md", Reference());

    [Fact]
    public void All_problems_of_all_features_are_reported_together()
    {
        var failure = Should.Throw<InvalidDeclarationException>(() => RegistryBuilder.Build(
        [
            Named("Bad", r => r.Describe("")),
            Shop(r =>
            {
                r.Entity<Order>(e => e.Table("orders").Index());
                r.DefineEvent<Paid>("order_paid");
                r.QueryHandler<Paid>("ask", Access.Roles("system"), (_, _) => Task.FromResult<object?>(null));
            }),
            Named("other", r => r.Requires("nothing")),
        ]));
        failure.Diagnostics.Select(d => $"{d.Rule.Id} {d.Feature} {d.Member}").ShouldBe(
            [
                "KUM1001 Bad ", "KUM1010 Bad ", "KUM1009 shop Order", "KUM2012 shop Order", "KUM1003 shop order_paid", "KUM3001 shop ask",
                "KUM5001 other ",
            ],
            ignoreOrder: true);
        foreach (var problem in failure.Diagnostics)
        {
            failure.Message.ShouldContain(problem.Rule.Id);
            failure.Message.ShouldContain(problem.Message);
            failure.Message.ShouldContain(problem.Mend);
        }
    }

    [Fact]
    public void A_problem_reads_as_what_where_and_how_to_mend_it()
    {
        var problem = new Diagnostic(DiagnosticRules.IllegalName, "shop", "order_paid", "'order_paid' cannot be qualified.")
        {
            Mend = "Name it 'order-paid'.",
            Source = new SourceLocation("/somewhere/Shop.cs", 12),
        };
        problem.ToString().ShouldBe(
            "KUM1003 [shop order_paid] 'order_paid' cannot be qualified. (Shop.cs:12)\n        Name it 'order-paid'.");
        (problem with { Member = null, Source = null }).ToString().ShouldStartWith("KUM1003 [shop] 'order_paid' cannot be qualified.\n");
    }

    private static string Reference()
    {
        var text = new StringBuilder();
        text.AppendLine("# Diagnostics");
        text.AppendLine();
        text.AppendLine("What the features declare is checked before an application starts. Everything that is wrong is reported at once, each problem with");
        text.AppendLine("one of these ids, the feature, the member, the place in the source where it is known, and a way to mend it. An id never changes its");
        text.AppendLine("meaning. Warnings do not keep the application from starting; they stand in its log.");
        foreach (var (area, title) in Areas)
        {
            var rules = DiagnosticRules.All.Where(r => r.Id[3] == area).ToList();
            if (rules.Count > 0)
            {
                text.AppendLine().AppendLine($"## {title}");
            }

            foreach (var rule in rules)
            {
                text.AppendLine().AppendLine($"### {rule.Id}: {rule.Title}");
                if (rule.Severity == DiagnosticSeverity.Warning)
                {
                    text.AppendLine().AppendLine("A warning.");
                }

                text.AppendLine().AppendLine($"**Why:** {rule.Why}");
                text.AppendLine().AppendLine($"**Mend:** {rule.Mend}");
            }
        }

        return text.ToString();
    }

    [GeneratedRegex("^KUM[1-8][0-9]{3}\\z")]
    private static partial Regex RuleId();

    public sealed record Paid(DateTimeOffset At);

    public sealed class Order : Entity
    {
        public string? Number { get; set; }
    }
}

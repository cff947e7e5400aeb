using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Kumiko.Tests.Declarations;

/// <summary>Declares features and looks at what is wrong with them.</summary>
public abstract class DeclarationTest
{
    private protected static Feature Shop(Action<FeatureBuilder> define) => new DeclaredFeature("shop", define);

    private protected static Feature Named(string name, Action<FeatureBuilder>? define = null) => new DeclaredFeature(name, define ?? (_ => { }));

    private protected static Registry Fine(Action<FeatureBuilder> define) => Fine(Shop(define));

    private protected static Registry Fine(params Feature[] features) => RegistryBuilder.Build(features);

    /// <summary>Declares one feature with one problem, at a place that is known.</summary>
    private protected static Diagnostic Problem(Action<FeatureBuilder> define, [CallerFilePath] string file = "")
    {
        var problem = Problem(Shop(define));
        problem.Feature.ShouldBe("shop");
        problem.Source.ShouldNotBeNull().File.ShouldBe(file);
        return problem;
    }

    /// <summary>Declares features with one problem, which breaks the rule that the test says it breaks.</summary>
    private protected static Diagnostic Problem(params Feature[] features) => Only(Problems(features));

    /// <summary>Declares features of which one is questionable, as the rule says that the test breaks.</summary>
    private protected static Diagnostic Warning(params Feature[] features) => Only(Fine(features).Warnings);

    private protected static Diagnostic Only(IReadOnlyList<Diagnostic> problems)
    {
        var problem = problems.ShouldHaveSingleItem();
        problem.Rule.Id.ShouldBe(RuleOfTest(), problem.ToString());
        problem.Message.ShouldEndWith(".");
        problem.Mend.ShouldNotBeNullOrWhiteSpace();
        return problem;
    }

    private protected static IReadOnlyList<Diagnostic> Problems(params Feature[] features) =>
        Should.Throw<InvalidDeclarationException>(() => RegistryBuilder.Build(features)).Diagnostics;

    private static string RuleOfTest() =>
        ((IXunitTestMethod)TestContext.Current.TestMethod!).Method.GetCustomAttribute<BreaksAttribute>()?.Id
        ?? throw new InvalidOperationException("The test does not say with [Breaks(…)] which rule it breaks.");
}

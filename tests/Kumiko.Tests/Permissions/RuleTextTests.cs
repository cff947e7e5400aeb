using System.Linq.Expressions;

namespace Kumiko.Tests.Permissions;

/// <summary>A rule is shown as the C# that was written.</summary>
public class RuleTextTests
{
    [Fact]
    public void Operators_calls_and_enums_read_as_they_were_written()
    {
        var limit = 7;
        string[] regions = ["secret"];

        Text((gate, user) => gate.State == GateState.Locked || !user.IsSignedIn).ShouldBe("(gate.State == GateState.Locked) || !user.IsSignedIn");
        Text((gate, user) => gate.Version.Value > limit && user.Claims.Number("gates:level") >= 3).ShouldBe(
            "(gate.Version.Value > limit) && (user.Claims.Number(\"gates:level\") >= 3)");
        Text((gate, user) => regions.Contains(user.Id.Value)).ShouldBe("regions.Contains(user.Id.Value)");
        Text((gate, user) => (user.Claims.Text("a") ?? "none") == string.Empty).ShouldBe("(user.Claims.Text(\"a\") ?? \"none\") == String.Empty");
        Text((gate, user) => true).ShouldBe("true");
    }

    [Fact]
    public void The_claims_that_a_rule_asks_for_are_known()
    {
        Expression<Func<Gate, User, bool>> rule = (gate, user) => user.Claims.Has("a:b") && user.Claims.Text("a:b") == "x" && user.Claims.Flag("c") == true;

        RuleCondition.Of(rule).Claims.ShouldBe(["a:b", "c"]);
    }

    private static string Text(Expression<Func<Gate, User, bool>> rule) => RuleCondition.Of(rule).Text;
}

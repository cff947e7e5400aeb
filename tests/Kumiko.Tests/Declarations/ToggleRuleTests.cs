namespace Kumiko.Tests.Declarations;

/// <summary>Switches of features: one each, and known to those who depend on it.</summary>
public class ToggleRuleTests : DeclarationTest
{
    [Fact, Breaks("KUM5020")]
    public void A_feature_with_two_switches_is_reported_at_the_second() => Problem(r =>
    {
        r.Toggleable(Toggle.On);
        r.Toggleable(Toggle.Off);
    });

    [Fact, Keeps("KUM5020")]
    public void Each_feature_has_a_switch_of_its_own_or_none() => Fine(
        Named("a", r => r.Toggleable(Toggle.On)), Named("b", r => r.Toggleable(Toggle.Off)), Named("c"))
        .Features.Select(f => f.Toggle).ShouldBe([Toggle.On, Toggle.Off, null]);

    [Fact, Breaks("KUM5021")]
    public void A_feature_that_requires_one_which_is_off_by_default_is_a_warning()
    {
        var warning = Warning(Named("charts", r => r.Toggleable(Toggle.Off)), Named("reports", r => r.Requires("charts")));
        warning.Feature.ShouldBe("reports");
        warning.Message.ShouldContain("'charts'");
    }

    [Fact, Keeps("KUM5021")]
    public void What_is_on_by_default_may_be_required_and_what_is_off_may_be_used() => Fine(
        Named("charts", r => r.Toggleable(Toggle.On)), Named("forecasts", r => r.Toggleable(Toggle.Off)),
        Named("reports", r =>
        {
            r.Requires("charts");
            r.OptionalRequires("forecasts");
        })).Warnings.ShouldBeEmpty();

    [Fact]
    public void A_warning_does_not_hide_what_keeps_the_application_from_starting() => Problems(
        Named("charts", r => r.Toggleable(Toggle.Off)), Named("reports", r => r.Requires("charts", "nothing")))
        .Select(p => p.Rule.Id).ShouldBe(["KUM5001"]);
}

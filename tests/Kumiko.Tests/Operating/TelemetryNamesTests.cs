using Kumiko.Tests.Approval;
using Kumiko.Testing;

namespace Kumiko.Tests.Operating;

/// <summary>The page about telemetry has all names.</summary>
public class TelemetryNamesTests
{
    [Fact]
    public void The_page_names_all_spans_attributes_and_metrics()
    {
        var page = File.ReadAllText(Path.Combine(Approved.Root(), "docs/concepts/telemetry.md"));

        SpanNames.All.Concat(SpanTags.All).Concat(MetricNames.All).Where(name => !page.Contains($"`{name}`")).ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_listener_there_is_nothing_to_watch()
    {
        using var telemetry = new Telemetry("nobody-listens", TimeProvider.System);

        telemetry.IsWatched.ShouldBeFalse();
        telemetry.StartRequest(HandlerKind.Write).ShouldBeNull();
    }
}

namespace Kumiko;

/// <summary>Lanes as nodes name them to each other.</summary>
internal static class LaneNames
{
    public static string Of(Lane lane) => lane switch
    {
        Lane.Worker => "worker",
        Lane.Api => "api",
        Lane.Both => "api,worker",
        _ => throw new ArgumentOutOfRangeException(nameof(lane), lane, "There is no such lane."),
    };
}

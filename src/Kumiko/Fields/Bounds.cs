namespace Kumiko;

internal static class Bounds
{
    public static IEnumerable<(string Name, object Value)> Describe(string? min, string? max)
    {
        if (min is not null)
        {
            yield return ("min", min);
        }

        if (max is not null)
        {
            yield return ("max", max);
        }
    }
}

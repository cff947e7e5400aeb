using Kumiko.Storage;

namespace Kumiko;

/// <summary>A point in the life of a record.</summary>
public sealed record AsOf
{
    private AsOf(StreamRange range) => Range = range;

    /// <summary>As it is now.</summary>
    public static AsOf Latest { get; } = new(StreamRange.Whole);

    internal StreamRange Range { get; }

    /// <summary>As it was at a version.</summary>
    public static AsOf Version(StreamVersion version) => new(new StreamRange { Until = version });

    /// <summary>As it was at an instant, which counts to the millisecond; an event of that very instant is included.</summary>
    public static AsOf Time(DateTimeOffset instant) => new(new StreamRange { UntilTime = instant });
}

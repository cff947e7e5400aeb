namespace Kumiko.Storage;

/// <summary>
/// A call that is counted. A bucket is known by the moment when it will be empty: each hit moves it on by a charge, and one that would move it further
/// ahead of now than the capacity is refused and changes nothing.
/// </summary>
/// <param name="Bucket">The bucket's name. One that does not exist is empty.</param>
/// <param name="Now">The time.</param>
/// <param name="Charge">What the hit adds; not more than the capacity. In whole microseconds.</param>
/// <param name="Capacity">What the bucket holds. In whole microseconds.</param>
public sealed record RateLimitHit(string Bucket, DateTimeOffset Now, TimeSpan Charge, TimeSpan Capacity);

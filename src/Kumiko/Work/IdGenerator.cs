namespace Kumiko;

/// <summary>Makes the ids of new records. Replace it in the services to make tests repeatable.</summary>
public class IdGenerator(TimeProvider clock)
{
    private const int CounterBits = 12;

    /// <summary>The milliseconds of the last id, and behind them a counter.</summary>
    private long _last;

    /// <summary>A new id: a UUIDv7 that is larger than every earlier one of this generator, so that ids grow with time.</summary>
    /// <remarks>RFC 9562, section 6.2, method 1: a counter in <c>rand_a</c>. When it is full, it runs over into the time.</remarks>
    public virtual Guid Next()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
        long last, next;
        do
        {
            last = Volatile.Read(ref _last);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(next >> CounterBits)).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6] = (byte)(0x70 | ((next >> 8) & 0x0F));
        bytes[7] = (byte)next;
        return new Guid(bytes, bigEndian: true);
    }
}

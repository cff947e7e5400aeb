namespace Kumiko;

/// <summary>Makes the ids of new records. Replace it in the services to make tests repeatable.</summary>
public class IdGenerator(TimeProvider clock)
{
    /// <summary>A new id: a UUIDv7, so that ids grow with time.</summary>
    public virtual Guid Next() => Guid.CreateVersion7(clock.GetUtcNow());
}

namespace Kumiko;

/// <summary>
/// The field holds data about a person. It is sealed under that person's key before it is stored, in the event and in the row, and is gone for good once the
/// person is forgotten: see <see cref="WriteContext.Forget(Entity, string)"/>. On texts, days and numbers of entities, of objects inside them, and of events.
/// </summary>
public sealed class PersonalDataAttribute : PrivacyAttribute
{
    /// <summary>
    /// The property that names the person: a reference, a UUID, or a text. By default the record is about the person itself; on an event, the stream is.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>How it can be found; only texts of one line on entities can.</summary>
    public Find Find { get; init; }
}

namespace Kumiko;

/// <summary>What the log keeps of those who were forgotten: each has a stream of its own.</summary>
internal static class ForgottenSubjects
{
    public const string AggregateType = "kumiko-subject";

    public static Guid StreamOf(DataSubject subject) => DeterministicId.Of($"{AggregateType}:{subject.Value}");

    public static EventDraft DraftOf(DataSubject subject, string reason) => EventDraft.Of(SystemEvents.SubjectForgotten, JsonText.BytesOf((subject, reason), static (writer, s) =>
    {
        writer.WriteStartObject();
        writer.WriteString("subject", s.subject.Value);
        writer.WriteString("reason", s.reason);
        writer.WriteEndObject();
    }));
}

namespace Kumiko;

public partial class WriteContext
{
    /// <summary>Forgets the person that a record is about. See <see cref="Forget(DataSubject, string)"/>.</summary>
    public Task Forget(Entity record, string reason) => Forget(DataSubject.Of(record.Id), reason);

    /// <summary>
    /// Forgets a data subject in the tenant: destroys its key, so that nothing that is sealed under it can ever be opened again, neither now, nor in the past,
    /// nor from a backup of the log. Texts show <c>[[erased]]</c> then, and other values nothing. Nothing can be sealed for the subject any more. The log
    /// keeps when and why, as <see cref="SystemEvents.SubjectForgotten"/>; to forget again is no failure, and leaves no second entry.
    /// </summary>
    /// <param name="subject">Who.</param>
    /// <param name="reason">Why, in a sentence that an auditor understands, and without any data about the person.</param>
    /// <exception cref="InvalidOperationException">The reason is blank, or nothing is sealed in this application.</exception>
    public async Task Forget(DataSubject subject, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new InvalidOperationException("Say why the subject is forgotten: the reason is blank.");
        }

        var vault = Services.Registry.Vault
            ?? throw new InvalidOperationException("Nothing is sealed in this application, so that nobody can be forgotten. Annotate personal data with [PersonalData].");
        await Services.Unit.FlushAll(Cancellation);
        var isNew = await Services.Unit.KeysOf(vault).Destroy(Tenant, subject, Cancellation);
        ForgetInMemory(subject);
        await new IndexEraser(Services.Registry, Services.Unit, Tenant, Cancellation).Erase(subject);
        if (!isNew)
        {
            return;
        }

        await Services.Streams.Append(
            ForgottenSubjects.AggregateType, Actor, ForgottenSubjects.StreamOf(subject), ForgottenSubjects.DraftOf(subject, reason), WriteMode.Together, Cancellation);
    }

    /// <summary>What the unit of work has read before shows nothing of the subject any more either.</summary>
    private void ForgetInMemory(DataSubject subject)
    {
        foreach (var (key, state) in Services.Unit.Records.ToList())
        {
            if (state is not null && state.Tenant == Tenant
                && Services.Registry.Entities.FirstOrDefault(e => e.Table == key.Table)?.Schema.Sealing is { } plan)
            {
                Services.Unit.Records[key] = state with { Values = plan.Forget(subject, state.Values) };
            }
        }
    }
}

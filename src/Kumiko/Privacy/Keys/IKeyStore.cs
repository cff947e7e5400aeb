namespace Kumiko;

/// <summary>
/// Where the keys of data subjects live. By default that is a table of the application's database, in which they are wrapped by the master key; give
/// <see cref="KumikoOptions.KeyStore"/> to keep them elsewhere. Safe for concurrent use.
/// </summary>
public interface IKeyStore
{
    /// <summary>Finds keys; subjects that never had one are left out.</summary>
    Task<IReadOnlyList<SubjectKey>> Find(TenantId tenant, IReadOnlyCollection<DataSubject> subjects, CancellationToken cancellation);

    /// <summary>Makes a key of 32 random bytes; when the subject has one already, or had one, returns that.</summary>
    Task<SubjectKey> Create(TenantId tenant, DataSubject subject, CancellationToken cancellation);

    /// <summary>Destroys a key, and keeps in mind that there was one: no other key can be made for the subject. Again is no failure.</summary>
    Task Destroy(TenantId tenant, DataSubject subject, CancellationToken cancellation);
}

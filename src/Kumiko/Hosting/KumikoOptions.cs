namespace Kumiko;

/// <summary>What an application is made of: its features, its seeds, and how it starts.</summary>
public sealed class KumikoOptions
{
    private readonly List<Feature> _features = [];
    private readonly List<Seed> _seeds = [];

    /// <summary>The features that were added.</summary>
    public IReadOnlyList<Feature> Features => _features;

    /// <summary>What happens to the schema at the start.</summary>
    public SchemaMode Schema { get; set; } = SchemaMode.Check;

    /// <summary>How long answers to requests with an id are kept for repetitions. A day by default.</summary>
    public TimeSpan AnswerLifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How the process works for consumers.</summary>
    public ConsumerOptions Consumers { get; set; } = new();

    /// <summary>How the process does what is to be done after commits.</summary>
    public TaskOptions Tasks { get; set; } = new();

    /// <summary>Knows which features were switched for which tenant; null while nobody switches any.</summary>
    public IFeatureSwitches? FeatureSwitches { get; set; }

    /// <summary>Where calls are counted against the limits of handlers.</summary>
    public RateLimitCounting RateLimitCounting { get; set; } = RateLimitCounting.InProcess;

    /// <summary>The keys that wrap the keys of data subjects. Needed as soon as a field is sealed.</summary>
    public MasterKeys? MasterKeys { get; set; }

    /// <summary>
    /// Where a master key is kept that is made when <see cref="MasterKeys"/> are needed and not given: for development, beside the database. Null, which is
    /// right everywhere else, makes none.
    /// </summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>Where the keys of data subjects live; null for the application's own database.</summary>
    public IKeyStore? KeyStore { get; set; }

    /// <summary>Sends mails; null while nobody does, so that steps which send mails fail.</summary>
    public IMailSender? MailSender { get; set; }

    /// <summary>How webhooks are sent.</summary>
    public WebhookOptions Webhooks { get; set; } = new();

    /// <summary>Makes the calls of webhooks; null for the default, which does it over HTTP.</summary>
    public IWebhookSender? WebhookSender { get; set; }

    /// <summary>How hard it is looked for the rule behind a refusal.</summary>
    public DenialSearch DenialSearch { get; set; } = DenialSearch.Known;

    internal IReadOnlyList<Seed> Seeds => _seeds;

    /// <summary>Adds a feature.</summary>
    public KumikoOptions AddFeature<TFeature>()
        where TFeature : Feature, new() => AddFeature(new TFeature());

    /// <summary>Adds a feature.</summary>
    public KumikoOptions AddFeature(Feature feature)
    {
        _features.Add(feature);
        return this;
    }

    /// <summary>Adds records that the application starts with. They are written once per database, in one transaction, as events.</summary>
    /// <param name="name">The seed's name; another name is another seed.</param>
    /// <param name="write">Writes the records.</param>
    public KumikoOptions AddSeed(string name, Func<SeedContext, Task> write)
    {
        _seeds.Add(new Seed(name, write));
        return this;
    }
}

internal sealed record Seed(string Name, Func<SeedContext, Task> Write);

using Kumiko.Storage;

namespace Kumiko.Testing;

/// <summary>
/// An application in the test's own process, on a database of its own: features, registry, dispatcher, store. Everything is real but
/// HTTP.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly TestDatabase? _owned;
    private readonly KumikoApplication _application;
    private readonly ConsumerDrain _drain;

    private TestApp(TestDatabase database, TestDatabase? owned, KumikoApplication application, ConsumerDrain drain, TimeProvider clock)
    {
        _drain = drain;
        _database = database;
        _owned = owned;
        _application = application;
        Clock = clock;
        Answers = new AnswerJson(application.Registry, clock);
    }

    /// <summary>Everything that the features declare.</summary>
    public Registry Registry => _application.Registry;

    /// <summary>The door to all handlers, for calls by name.</summary>
    public IDispatcher Dispatcher => _application.Dispatcher;

    /// <summary>The database, for looking behind the scenes.</summary>
    public Store Store => _application.Store;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    internal AnswerJson Answers { get; }

    /// <summary>The mails that it has sent.</summary>
    public RecordedMails Mails { get; private init; } = null!;

    /// <summary>The webhooks that it has sent.</summary>
    public RecordedWebhooks Webhooks { get; private init; } = null!;

    /// <summary>What operators can see and do.</summary>
    public Operations Operations => _application.Operations;

    /// <summary>Tells the application from others in metrics and traces.</summary>
    public string Instance => _application.Instance;

    /// <summary>Starts features on a SQLite file of their own.</summary>
    public static Task<TestApp> Start(params Feature[] features) => Start(new TestAppOptions(), features);

    /// <summary>Starts features.</summary>
    /// <exception cref="InvalidDeclarationException">Something that the features declare cannot work.</exception>
    public static async Task<TestApp> Start(TestAppOptions options, params Feature[] features)
    {
        var database = options.Database ?? TestDatabase.Sqlite();
        try
        {
            return await Start(options, database, owned: database, features);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts another application on the same database: a second node, or the next version. The database ends with this one.</summary>
    public Task<TestApp> StartBeside(params Feature[] features) => StartBeside(new TestAppOptions { Clock = Clock }, features);

    /// <inheritdoc cref="StartBeside(Feature[])"/>
    /// <param name="options">How the other application differs; it has this one's database.</param>
    /// <param name="features">Its features.</param>
    public Task<TestApp> StartBeside(TestAppOptions options, params Feature[] features) => Start(options, _database, owned: null, features);

    private static async Task<TestApp> Start(TestAppOptions options, TestDatabase database, TestDatabase? owned, Feature[] features)
    {
        var (mails, webhooks) = (new RecordedMails(), new RecordedWebhooks());
        var kumiko = new KumikoOptions { Schema = SchemaMode.Create, MasterKeys = database.MasterKeys, MailSender = mails, WebhookSender = webhooks };
        foreach (var feature in features)
        {
            kumiko.AddFeature(feature);
        }

        options.Configure?.Invoke(kumiko);
        var application = new KumikoApplication(kumiko, database.OpenStore(), options.Clock, new IdGenerator(options.Clock), options.Logger);
        try
        {
            await application.Start();
            var drain = new ConsumerDrain(application.Registry, application.ServicesFor(kumiko.Consumers));
            await drain.Start(CancellationToken.None);
            return new TestApp(database, owned, application, drain, options.Clock) { Mails = mails, Webhooks = webhooks };
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Runs all consumers, here and now, until they have nothing left to do. Each event is tried once: what a handler throws is thrown, unless the
    /// consumer's policy passes over it.
    /// </summary>
    public Task DrainConsumers(CancellationToken cancellation = default) => _drain.Run(cancellation);

    /// <summary>
    /// Does, here and now, what is due of what is to be done after commits. Each task is tried once: what it throws is thrown, and the next call tries it again.
    /// </summary>
    public Task DrainTasks(CancellationToken cancellation = default) => new TaskDrain(_application.TaskServices).Run(cancellation);

    /// <summary>Does in the background what is to be done after commits, as in production.</summary>
    /// <param name="options">How; by default as the application's options say.</param>
    public void StartTasks(TaskOptions? options = null)
    {
        if (options is null)
        {
            _application.StartTasks();
        }
        else
        {
            _application.StartTasks(options);
        }
    }

    /// <summary>Ends what <see cref="StartTasks"/> began.</summary>
    public Task StopTasks() => _application.StopTasks();

    /// <summary>Lets consumers run in the background, as in production.</summary>
    /// <param name="options">How; by default as the application's options say.</param>
    public Task StartConsumers(ConsumerOptions? options = null) => options is null ? _application.StartConsumers() : _application.StartConsumers(options);

    /// <summary>Ends what <see cref="StartConsumers"/> began.</summary>
    public Task StopConsumers() => _application.StopConsumers();

    /// <summary>A user of the first test tenant with these roles.</summary>
    public TestUser As(params string[] roles) => As(TestTenants.First, roles);

    /// <summary>A user of a tenant with these roles. Users of one tenant with the same roles are the same user.</summary>
    public TestUser As(TenantId tenant, params string[] roles) => As(new User
    {
        Id = new UserId($"user-{string.Join('-', roles.Select(r => r.ToLowerInvariant()))}"),
        Tenant = tenant,
        Roles = roles,
    });

    /// <summary>A visitor of a tenant who did not sign in.</summary>
    /// <param name="tenant">The tenant; by default the first test tenant.</param>
    public TestUser Anonymous(TenantId? tenant = null) => As(User.Anonymous(tenant ?? TestTenants.First));

    /// <summary>Any user.</summary>
    public TestUser As(User user) => new(this, user);

    /// <summary>
    /// Derives the entity's table from the log into a second table, and compares all rows and all columns.
    /// </summary>
    /// <returns>One sentence per difference; empty when live and derived rows are the same.</returns>
    public Task<IReadOnlyList<string>> CompareWithRebuild<TEntity>()
        where TEntity : Entity => RebuildComparison.Of(Store, Registry.EntityOf<TEntity>());

    /// <summary>
    /// As <see cref="CompareWithRebuild{TEntity}"/>, for all tables: those of entities, of projections, and of consumers up to their cursors.
    /// </summary>
    public Task<IReadOnlyList<string>> CompareAllWithRebuilds() => RebuildComparison.Of(Store, Registry);

    /// <summary>Derives tables anew, and compares them, as operators do.</summary>
    public Rebuilds Rebuilds => _application.Rebuilds;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        if (_owned is not null)
        {
            await _owned.DisposeAsync();
        }
    }
}

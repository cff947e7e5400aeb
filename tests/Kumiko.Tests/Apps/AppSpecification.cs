using Kumiko.Testing;
using TestDatabase = Kumiko.Testing.TestDatabase;

namespace Kumiko.Tests.Apps;

/// <summary>What all specifications of running applications share: applications to start, and two tenants that no other test knows.</summary>
public abstract class AppSpecification(DatabaseSource source) : IAsyncDisposable
{
    private readonly Stack<TestApp> _started = [];

    protected TenantId Tenant { get; } = new(Guid.CreateVersion7());

    protected TenantId OtherTenant { get; } = new(Guid.CreateVersion7());

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts features on an empty database. The application ends with the test.</summary>
    protected Task<TestApp> Start(params Feature[] features) => Start(new TestAppOptions(), features);

    /// <inheritdoc cref="Start(Feature[])"/>
    protected async Task<TestApp> Start(TestAppOptions options, params Feature[] features) =>
        Keep(await TestApp.Start(options with { Database = options.Database ?? await source.CreateDatabase() }, features));

    /// <summary>The application with this feature that the tests of the class share.</summary>
    protected Task<TestApp> Shared<TFeature>()
        where TFeature : Feature, new() => source.Shared<TFeature>();

    protected Task<TestDatabase> CreateDatabase() => source.CreateDatabase();

    protected TestApp Keep(TestApp app)
    {
        _started.Push(app);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var app))
        {
            await app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

using Kumiko;
using Kumiko.Testing;

namespace Recipes.Tests;

/// <summary>Starts a recipe's feature on an empty database of either store.</summary>
public abstract class RecipeSpecification(Databases databases) : IAsyncDisposable
{
    private readonly Stack<TestApp> _started = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected Task<TestApp> Start(params Feature[] features) => Start(TimeProvider.System, features);

    protected Task<TestApp> Start(TimeProvider clock, params Feature[] features) => Start(new TestAppOptions { Clock = clock }, features);

    protected async Task<TestApp> Start(TestAppOptions options, params Feature[] features) =>
        Keep(await TestApp.Start(options with { Database = await databases.Create() }, features));

    /// <summary>The next release, on the database of the one before.</summary>
    protected async Task<TestApp> StartNext(TestApp before, params Feature[] features) => Keep(await before.StartBeside(features));

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var app))
        {
            await app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private TestApp Keep(TestApp app)
    {
        _started.Push(app);
        return app;
    }
}

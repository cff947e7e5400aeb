using System.Collections.Concurrent;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Microsoft.Extensions.Logging;

namespace Kumiko.Tests.Toggles;

public sealed class SqliteToggleTests(SqliteSource source) : ToggleSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresToggleTests(PostgresSource source) : ToggleSpecification(source), IClassFixture<PostgresSource>;

public sealed class WarningTests
{
    [Fact]
    public async Task What_is_questionable_stands_in_the_log_of_the_start()
    {
        await using var database = Testing.TestDatabase.Sqlite();
        var log = new Warnings();
        var options = new KumikoOptions { Schema = SchemaMode.Create };
        foreach (var feature in OfficeFeatures.All(Toggle.Off))
        {
            options.AddFeature(feature);
        }

        await using var application = new KumikoApplication(options, database.OpenStore(), TimeProvider.System, new IdGenerator(TimeProvider.System), log);
        await application.Start(TestContext.Current.CancellationToken);

        log.Texts.ShouldHaveSingleItem().ShouldContain("KUM5021 [reports] The feature 'charts' is required and off by default.");
    }

    private sealed class Warnings : ILogger
    {
        public ConcurrentQueue<string> Texts { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => level >= LogLevel.Warning;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format)
        {
            if (IsEnabled(level))
            {
                Texts.Enqueue(format(state, exception));
            }
        }
    }
}

using System.Text;
using Kumiko.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kumiko.AspNetCore.Tests.Applications;

/// <summary>A whole application on a real server: what a program with AddKumiko and MapKumiko is. Its configuration is the test's alone.</summary>
public sealed class ApplicationHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestDatabase? _database;

    private ApplicationHost(WebApplication app, TestDatabase? database, CapturedLog log)
    {
        _app = app;
        _database = database;
        Log = log;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public CapturedLog Log { get; }

    public IServiceProvider Services => _app.Services;

    public Registry Registry => Services.GetRequiredService<Registry>();

    public Store Store => Services.GetRequiredService<Store>();

    /// <summary>Starts features in development on a database, which goes with the host.</summary>
    public static Task<ApplicationHost> Start(TestDatabase database, params Feature[] features) =>
        Start("Development", new() { ["KUMIKO_DATABASE"] = database.Address }, database, features);

    public static async Task<ApplicationHost> Start(
        string environment, Dictionary<string, string?> settings, TestDatabase? database = null, params Feature[] features)
    {
        var log = new CapturedLog();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddKumiko(kumiko => Array.ForEach(features, f => kumiko.AddFeature(f)));
        var app = builder.Build();
        try
        {
            app.MapKumiko();
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new ApplicationHost(app, database, log);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Posts to a dispatcher route, signed in as development does it.</summary>
    public Task<Answer> Post(string path, string json, params IEnumerable<(string Name, string Value)> headers) =>
        Send(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public Task<Answer> Get(string path, params IEnumerable<(string Name, string Value)> headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Write(string type, string payload, TenantId? tenant = null, string? requestId = null) => Post(
        "/api/write", $$"""{"type":"{{type}}","payload":{{payload}}{{(requestId is null ? "" : $",\"requestId\":\"{requestId}\"")}}}""", Headers(tenant));

    public Task<Answer> Query(string type, string payload, TenantId? tenant = null) =>
        Post("/api/query", $$"""{"type":"{{type}}","payload":{{payload}}}""", Headers(tenant));

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.Read(response);
    }

    /// <summary>Every entity's rows are those that the log tells of.</summary>
    public async Task ShouldBeSound()
    {
        foreach (var entity in Registry.Entities)
        {
            (await RebuildComparison.Of(Store, entity)).ShouldBeEmpty();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    public static IEnumerable<(string, string)> Headers(TenantId? tenant) => tenant is { } id ? [("X-Tenant", id.ToString())] : [];
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kumiko.AspNetCore.Tests.Support;

/// <summary>The edge on a real server, over a scripted dispatcher. Its configuration is the test's alone.</summary>
public sealed class EdgeHost : IAsyncDisposable
{
    public const string Secret = "the secret of the tests, long enough";

    private readonly WebApplication _app;

    private EdgeHost(WebApplication app, ScriptedDispatcher dispatcher, CapturedLog log)
    {
        _app = app;
        Dispatcher = dispatcher;
        Log = log;
        Address = new Uri(app.Urls.Single());

        // Cookies and redirects are the tests' own business.
        Client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        })
        {
            BaseAddress = Address,
        };
    }

    public static User Agent { get; } = new()
    {
        Id = new UserId("0198f0c2-7d1e-7c3a-9b52-0a8f6d1c2e3f"),
        Tenant = TenantId.Parse("33333333-3333-4333-8333-333333333333"),
        Roles = ["Agent"],
    };

    public ScriptedDispatcher Dispatcher { get; }

    public CapturedLog Log { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public TokenService Tokens => Services.GetRequiredService<TokenService>();

    /// <summary>A host in which every request is signed in as <see cref="Agent"/> by its bearer token.</summary>
    public static async Task<EdgeHost> StartSignedIn(
        string environment = "Production",
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null)
    {
        var host = await Start(environment, settings, services, map);
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Token());
        return host;
    }

    public static async Task<EdgeHost> Start(
        string environment = "Production",
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null)
    {
        var dispatcher = new ScriptedDispatcher();
        var log = new CapturedLog();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings ?? new() { ["JWT_SECRET"] = Secret });
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton<IDispatcher>(dispatcher);
        services?.Invoke(builder.Services);
        builder.AddKumikoHttp();

        var app = builder.Build();
        app.MapKumikoHttp();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new EdgeHost(app, dispatcher, log);
    }

    public string Token(User? user = null) => Tokens.Issue(user ?? Agent, TimeSpan.FromHours(1));

    public Task<Answer> Post(string path, string json, params IEnumerable<(string Name, string Value)> headers) =>
        Send(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public Task<Answer> Get(string path, params IEnumerable<(string Name, string Value)> headers) => Send(HttpMethod.Get, path, null, headers);

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content = null, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.Read(response);
    }

    /// <summary>Sends bytes as they are.</summary>
    public Task<Answer> SendRaw(params IReadOnlyList<byte[]> parts) => RawConnection.Send(Address, parts);

    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

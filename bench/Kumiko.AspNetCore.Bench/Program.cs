using System.Text.Json;
using Kumiko;
using Kumiko.AspNetCore;
using Kumiko.AspNetCore.Bench;

// How much the edge costs: the routes over a dispatcher that does nothing, beside endpoints that answer the same without authentication.
// Run with `bench/Kumiko.AspNetCore.Bench/run.sh`.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls("http://127.0.0.1:5099");
builder.Services.AddSingleton<IDispatcher, IdleDispatcher>();
builder.AddKumikoHttp(options => options.Jwt.Secret = "a secret of the benchmark and of nothing else");

var app = builder.Build();
app.MapKumikoHttp();
app.MapPost("/bare", BareEndpoints.Raw);
app.MapPost("/typed", (Envelope envelope) => new TypedAnswer(true, new { envelope.Type, envelope.Payload }));

var user = new User { Id = new UserId("bench"), Tenant = new TenantId(Guid.NewGuid()), Roles = ["Agent", "Admin"] };
await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), "kumiko-bench-token"), app.Services.GetRequiredService<TokenService>().Issue(user, TimeSpan.FromHours(1)));
app.Run();

internal sealed record Envelope(string Type, JsonElement Payload, string? RequestId);

internal sealed record TypedAnswer(bool IsSuccess, object Data);

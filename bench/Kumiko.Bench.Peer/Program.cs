// What somebody writes who has no framework: two endpoints with hand-written SQL on the same tables. No sign-in, no rules, no events
// beyond the insert, and only what the benchmark sends is understood.
using Kumiko.Bench.Peer;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(NpgsqlDataSource.Create(
    builder.Configuration["PEER_DATABASE"] + ";Max Auto Prepare=20;Auto Prepare Min Usages=2;No Reset On Close=true"));

var app = builder.Build();
app.MapGet("/health", () => "ok");
app.MapPost("/create", WorkOrders.Create);
app.MapPost("/list", WorkOrders.List);
app.Run();

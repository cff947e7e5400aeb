using Kumiko;
using Kumiko.Bench.Host;

var builder = WebApplication.CreateBuilder(args);
builder.AddKumiko(kumiko => kumiko.AddFeature<SitesFeature>().AddFeature<WorkOrdersFeature>().AddFeature<RuledOrdersFeature>());

var app = builder.Build();
app.MapKumiko();
app.Run();

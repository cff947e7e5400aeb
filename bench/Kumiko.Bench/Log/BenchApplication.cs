using Kumiko.Bench.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kumiko.Bench.Log;

/// <summary>Applications in this process.</summary>
internal static class BenchApplication
{
    public static async Task<KumikoApplication> Start(BenchDatabase database, params Feature[] features)
    {
        var options = new KumikoOptions { Schema = SchemaMode.Create };
        foreach (var feature in features)
        {
            options.AddFeature(feature);
        }

        var application = new KumikoApplication(
            options, database.OpenStore(), TimeProvider.System, new IdGenerator(TimeProvider.System), NullLogger.Instance);
        await application.Start();
        return application;
    }
}

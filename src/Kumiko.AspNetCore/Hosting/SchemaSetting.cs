using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Kumiko.AspNetCore;

/// <summary>What happens to the schema at the start: as <c>KUMIKO_SCHEMA</c> or <c>Kumiko:Schema</c> says; else it is created in development only.</summary>
internal static class SchemaSetting
{
    public static SchemaMode Read(IConfiguration configuration, IHostEnvironment environment)
    {
        if ((configuration["KUMIKO_SCHEMA"] ?? configuration["Kumiko:Schema"]) is not { Length: > 0 } text)
        {
            return environment.IsDevelopment() ? SchemaMode.Create : SchemaMode.Check;
        }

        return Enum.TryParse<SchemaMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode)
            ? mode
            : throw new InvalidOperationException($"Kumiko:Schema must be 'check' or 'create'; it is '{text}'.");
    }
}

using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore;

/// <summary>A developer has every role that the features name, until they choose some.</summary>
internal sealed class DevelopmentRoles(Registry registry) : IPostConfigureOptions<KumikoHttpOptions>
{
    public void PostConfigure(string? name, KumikoHttpOptions options) => options.Development.DefaultRoles = registry.Roles;
}

using Kumiko.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.Bench;

/// <summary>Tokens that the hosts accept: issued by the framework's own service, with the secret that they are started with.</summary>
internal static class Tokens
{
    public const string Secret = "a secret that only the benchmark's hosts use";

    public static string Planner { get; } = Issue(Workload.Planner);

    public static string PlannerOfSite { get; } = Issue(Workload.PlannerOfSite);

    private static string Issue(User user)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["JWT_SECRET"] = Secret;
        builder.AddKumikoHttp();
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<TokenService>().Issue(user, TimeSpan.FromHours(2));
    }
}

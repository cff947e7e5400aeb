using Kumiko.AspNetCore;
using Kumiko.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kumiko;

/// <summary>Puts a Kumiko application into an ASP.NET Core one.</summary>
public static class KumikoExtensions
{
    /// <summary>
    /// Adds features, the database that the configuration names (<c>KUMIKO_DATABASE</c>, else <c>Kumiko:Database</c>; a SQLite file
    /// <c>app.db</c> by default), and the HTTP edge.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="configure">Adds features and seeds.</param>
    public static WebApplicationBuilder AddKumiko(this WebApplicationBuilder builder, Action<KumikoOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddKumikoHttp();
        var services = builder.Services;
        services.TryAddSingleton<IdGenerator>();
        services.TryAddSingleton(provider => StoreFactory.Create(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => CreateApplication(provider, configure));
        services.AddSingleton(provider => provider.GetRequiredService<KumikoApplication>().Registry);
        services.AddSingleton(provider => provider.GetRequiredService<KumikoApplication>().Dispatcher);
        services.AddSingleton<IReadinessCheck, DatabaseCheck>();
        services.AddSingleton<IReadinessCheck, ConsumerCheck>();
        services.AddHostedService<ApplicationService>();
        services.AddSingleton<IPostConfigureOptions<KumikoHttpOptions>, DevelopmentRoles>();
        return builder;
    }

    /// <summary>Serves the application over HTTP.</summary>
    public static WebApplication MapKumiko(this WebApplication app) => app.MapKumikoHttp();

    private static KumikoApplication CreateApplication(IServiceProvider services, Action<KumikoOptions> configure)
    {
        var environment = services.GetRequiredService<IHostEnvironment>();
        var options = new KumikoOptions
        {
            Schema = SchemaSetting.Read(services.GetRequiredService<IConfiguration>(), environment),
            DenialSearch = environment.IsDevelopment() ? DenialSearch.AcrossTenants : DenialSearch.Known,
            FeatureSwitches = services.GetService<IFeatureSwitches>(),
            MailSender = services.GetService<IMailSender>(),
            WebhookSender = services.GetService<IWebhookSender>(),
            Webhooks = new WebhookOptions
            {
                Reach = services.GetRequiredService<IHostEnvironment>().IsDevelopment() ? WebhookReach.Anywhere : WebhookReach.PublicHttps,
            },
        };
        MasterKeySetting.Apply(options, services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IHostEnvironment>());
        configure(options);
        return new KumikoApplication(
            options,
            services.GetRequiredService<Store>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IdGenerator>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Kumiko"));
    }
}

using Kumiko.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Kumiko;

/// <summary>Puts the HTTP edge into an ASP.NET Core application.</summary>
public static class KumikoHttpExtensions
{
    /// <summary>Adds the services of the edge. An <see cref="IDispatcher"/> must be registered as well.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="configure">Settings in code; they win over the configuration section <c>Kumiko</c>.</param>
    public static WebApplicationBuilder AddKumikoHttp(this WebApplicationBuilder builder, Action<KumikoHttpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKumikoHttp(configure);
        return builder;
    }

    /// <inheritdoc cref="AddKumikoHttp(WebApplicationBuilder, Action{KumikoHttpOptions})"/>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Settings in code; they win over the configuration section <c>Kumiko</c>.</param>
    public static IServiceCollection AddKumikoHttp(this IServiceCollection services, Action<KumikoHttpOptions>? configure = null)
    {
        var options = services.AddOptions<KumikoHttpOptions>().BindConfiguration(KumikoHttpOptions.Section).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KumikoHttpOptions>, OptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FailureResponses>();
        services.TryAddSingleton<AuthCookies>();
        services.TryAddSingleton<OriginGuard>();
        services.TryAddSingleton(services => new VisitorTenants(
            services.GetRequiredService<IOptions<KumikoHttpOptions>>(), services.GetService<ITenantResolver>(), services.GetService<ITenantDirectory>()));
        services.TryAddSingleton<HostState>();
        services.TryAddSingleton<ReadinessChecks>();
        services.TryAddSingleton(CreateTokenService);
        services.TryAddSingleton(CreateAuthenticator);
        services.AddRouting();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<KumikoHttpOptions>>((kestrel, http) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = http.Value.MaxBodyBytes == 0 ? null : http.Value.MaxBodyBytes;
        });
        return services;
    }

    /// <summary>Serves the edge's routes, and answers in JSON whatever goes wrong on any route.</summary>
    public static WebApplication MapKumikoHttp(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<EdgeMiddleware>();
        app.MapDispatcher();
        app.MapHealth();
        return app;
    }

    private static TokenService CreateTokenService(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var options = services.GetRequiredService<IOptions<KumikoHttpOptions>>().Value.Jwt;

        // Reading the options above refused what cannot be used, so a missing key ring means development without a secret.
        var keys = TokenKeyRing.Read(configuration, options, []) ?? TokenKeyRing.Ephemeral();
        var issuer = options.Issuer ?? configuration["JWT_ISSUER"] ?? "kumiko";
        return new TokenService(keys, issuer, services.GetRequiredService<TimeProvider>());
    }

    private static Authenticator CreateAuthenticator(IServiceProvider services) => new(
        services.GetRequiredService<TokenService>(),
        services.GetRequiredService<OriginGuard>(),
        services.GetRequiredService<VisitorTenants>(),
        DevelopmentSignIn.For(services.GetRequiredService<IHostEnvironment>(), services.GetRequiredService<IOptions<KumikoHttpOptions>>()));
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.AspNetCore.Tests.Requests;

/// <summary>The client's address is that of the connection, unless the host trusts the proxy that it came from.</summary>
public class ClientAddressTests
{
    private const string Elsewhere = "203.0.113.7";

    [Fact]
    public async Task The_address_is_that_of_the_connection()
    {
        await using var host = await EdgeHost.StartSignedIn();

        await host.Post("/api/query", """{"type":"a"}""");

        host.Dispatcher.Only.Caller.Request.ClientAddress.ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public async Task A_client_cannot_choose_its_address()
    {
        await using var host = await EdgeHost.StartSignedIn();

        await host.Post("/api/query", """{"type":"a"}""", ("X-Forwarded-For", Elsewhere));

        host.Dispatcher.Only.Caller.Request.ClientAddress.ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public async Task Behind_a_proxy_that_the_host_trusts_it_is_the_one_that_the_proxy_names()
    {
        await using var host = await EdgeHost.StartSignedIn(services: services => services
            .Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor)
            .AddSingleton<IStartupFilter, TrustingProxies>());

        await host.Post("/api/query", """{"type":"a"}""", ("X-Forwarded-For", $"198.51.100.1, {Elsewhere}"));

        host.Dispatcher.Only.Caller.Request.ClientAddress.ShouldBe(IPAddress.Parse(Elsewhere));
    }

    private sealed class TrustingProxies : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseForwardedHeaders();
            next(app);
        };
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HostApp.Tests;

/// <summary>The service in this process, on a free port of the loopback.</summary>
public sealed class Host : IAsyncLifetime
{
    private readonly WebApplication _app;

    public Host() : this([])
    {
    }

    internal Host(params string[] settings) =>
        _app = Service.Build(["--Urls", "http://127.0.0.1:0", "--Engines", "2", "--Logging:LogLevel:Default", "Warning", .. settings]);

    /// <summary>Without a proxy, without cookies, any number of connections.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60) };

    public Uri Address => Client.BaseAddress!;

    internal T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

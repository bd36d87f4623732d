using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HostApp;

/// <summary>Puts the service together: models, limits, what is measured, and what answers which address.</summary>
internal static class Service
{
    private const string Work = "work";
    private const string Ready = "ready";

    // Above this a client is cut off, and may not see why; below, UploadReader says it.
    private const long MaxBodyBytes = 2L * 1024 * 1024 * 1024;

    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="IOException">A model cannot be read.</exception>
    /// <exception cref="EmotionKit.Bundles.BundleFormatException">A model is damaged.</exception>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        Settings settings = Settings.Read(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel, settings));

        IServiceCollection services = builder.Services;
        services.AddSingleton(settings).AddSingleton<ServiceMetrics>().AddSingleton<PrometheusExporter>();
        services.AddSingleton(provider => Models.LoadEmotion(settings, provider.GetRequiredService<ServiceMetrics>()));
        services.AddSingleton(provider => Models.LoadDigit(settings, provider.GetRequiredService<ServiceMetrics>()));
        services.AddHealthChecks().AddCheck<ReadyCheck>("models", tags: [Ready]);
        services.AddProblemDetails().AddExceptionHandler<ProblemHandler>();
        services.AddRequestTimeouts(timeouts => timeouts.AddPolicy(Work, new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(settings.RequestTimeoutSeconds),
            WriteTimeoutResponse = context => RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "no answer within the time that a request has: try again later."),
        }));
        services.AddRateLimiter(limiter =>
        {
            limiter.AddConcurrencyLimiter(Work, one => one.PermitLimit = settings.MaxRequestsAtOnce);
            limiter.OnRejected = (rejected, _) => new ValueTask(RefuseAsync(
                rejected.HttpContext, StatusCodes.Status429TooManyRequests, $"{settings.MaxRequestsAtOnce} requests are being answered, which is the limit: try again in a second."));
        });

        WebApplication app = builder.Build();
        // Before the first request, not by it.
        app.Services.GetRequiredService<PrometheusExporter>();
        app.Services.GetRequiredService<Recognizer<EmotionPrediction>>();
        app.Services.GetRequiredService<Recognizer<DigitPrediction>>();

        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(Protect);
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseRateLimiter();
        app.UseRequestTimeouts();

        app.MapPost("/emotion", EmotionEndpoint.Answer).RequireRateLimiting(Work).WithRequestTimeout(Work);
        app.MapPost("/digit", DigitEndpoint.Answer).RequireRateLimiting(Work).WithRequestTimeout(Work);
        app.MapGet("/models", ModelsEndpoint.Answer);
        app.MapGet("/metrics", (PrometheusExporter exporter) => Results.Text(exporter.Write(), PrometheusExporter.ContentType));
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthReply.WriteAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = HealthReply.WriteAsync });
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = HealthReply.WriteAsync });
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel, Settings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = 4L * settings.MaxRequestsAtOnce + 64;
        // Whoever sends a byte now and then to hold a place is cut off.
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
    }

    private static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = "1";
        await context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = new ProblemDetails { Status = status, Detail = reason } });
    }

    /// <summary>The page needs nothing from elsewhere, and nobody needs to frame it.</summary>
    private static Task Protect(HttpContext context, RequestDelegate next)
    {
        // On starting, since an answer to an exception begins with clearing the headers.
        context.Response.OnStarting(SetHeaders, context.Response.Headers);
        return next(context);
    }

    private static Task SetHeaders(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "microphone=(self)";
        return Task.CompletedTask;
    }
}

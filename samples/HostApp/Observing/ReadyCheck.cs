using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HostApp;

/// <summary>Ready once the models are loaded and warm, until the service is told to stop.</summary>
internal sealed class ReadyCheck(Recognizer<EmotionPrediction> emotion, Recognizer<DigitPrediction> digit, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("stopping")
            : HealthCheckResult.Healthy("serving", new Dictionary<string, object> { ["emotion"] = emotion.Name, ["digit"] = digit.Name }));
}

using EmotionKit;
using EmotionKit.Audio;
using EmotionKit.Images;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace HostApp;

/// <summary>Makes application/problem+json (RFC 9457) of what went wrong: 4xx with the reason for what the client can change, 500 without one for what it cannot.</summary>
internal sealed class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is ConnectionResetException)
        {
            // Nobody is there to read an answer; the metrics say how often.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }
        (int status, string reason) = Explain(exception);
        if (status >= StatusCodes.Status500InternalServerError)
            log.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
        context.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Detail = reason },
        });
    }

    private (int Status, string Reason) Explain(Exception exception) => exception switch
    {
        RefusedException refused => (refused.StatusCode, refused.Message),
        // The server's own: a body that is too large or too slow, broken chunks.
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        AudioFormatException or ImageFormatException => (StatusCodes.Status422UnprocessableEntity, exception.Message),
        // The model's message names component, column and row, which mean nothing to the sender of one file.
        RowException { InnerException: { } inner } => (StatusCodes.Status422UnprocessableEntity, inner.Message),
        _ => (StatusCodes.Status500InternalServerError, "The service failed; its log says why."),
    };
}

using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace HostApp;

/// <summary>Takes the file out of a request, into memory: the body itself, or the file of a form.</summary>
internal static class UploadReader
{
    private const string Form = "multipart/form-data";

    // Of a form around a file.
    private const int Envelope = 16 * 1024;

    /// <param name="request">The request.</param>
    /// <param name="maxBytes">Of the file.</param>
    /// <param name="types">Content types of a body that is the file itself, such as audio/*.</param>
    /// <exception cref="RefusedException">Another content type, a broken form, no file, one that is too large, or too slow.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int maxBytes, params string[] types)
    {
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type);
        bool isForm = type is not null && type.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase);
        if (!isForm && !string.IsNullOrEmpty(request.ContentType) && !Array.Exists(types, taken => type?.IsSubsetOf(new MediaTypeHeaderValue(taken)) == true))
            throw new RefusedException(StatusCodes.Status415UnsupportedMediaType, $"expected the content type {string.Join(", ", types)} or {Form}, got {request.ContentType}.");
        // A client that asks before it sends hears it at once.
        if (request.ContentLength > (long)maxBytes + Envelope && request.Headers.Expect.Count > 0)
            throw TooLarge(maxBytes);
        byte[]? file = await ReadBodyAsync(request, isForm ? maxBytes + Envelope : maxBytes);
        if (file is not null && isForm)
            file = await TakeFileAsync(file, HeaderUtilities.RemoveQuotes(type!.Boundary).ToString());
        if (file is null || file.Length > maxBytes)
            throw TooLarge(maxBytes);
        return file.Length > 0 ? file : throw new RefusedException(StatusCodes.Status400BadRequest, "expected a file, got no bytes.");
    }

    // What is too large, and null then, is read to its end without being kept: clients that are cut off while they send never see why.
    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, int maxBytes)
    {
        PipeReader reader = request.BodyReader;
        CancellationToken timeout = request.HttpContext.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken ?? default;
        // Not by a token given to the reads: that leaves the server's reader where it cannot go on to the end of the request.
        using CancellationTokenRegistration onTimeout = timeout.Register(reader.CancelPendingRead);
        using var kept = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, maxBytes));
        for (long total = 0; ;)
        {
            ReadResult read = await reader.ReadAsync();
            total += read.Buffer.Length;
            if (total <= maxBytes)
            {
                foreach (ReadOnlyMemory<byte> part in read.Buffer)
                    kept.Write(part.Span);
            }
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCanceled)
                throw new RefusedException(StatusCodes.Status408RequestTimeout, "the upload took too long.");
            if (read.IsCompleted)
                return total > maxBytes ? null : kept.Length == kept.Capacity ? kept.GetBuffer() : kept.ToArray();
        }
    }

    // RFC 2046, 5.1.1.
    private const int MaxBoundary = 70;

    // Not request.Form: that puts files of more than 64 KB on the disk.
    private static async Task<byte[]> TakeFileAsync(byte[] form, string boundary)
    {
        if (boundary.Length is 0 or > MaxBoundary)
            throw new RefusedException(StatusCodes.Status400BadRequest, $"expected {Form} with a boundary of 1 to {MaxBoundary} characters, got {boundary.Length}.");
        MemoryStream? file = null;
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(form));
            while (await reader.ReadNextSectionAsync() is { } section)
            {
                if (section.AsFileSection() is null)
                    continue;
                if (file is not null)
                    throw new RefusedException(StatusCodes.Status400BadRequest, "expected a form with one file, got several.");
                file = new MemoryStream();
                await section.Body.CopyToAsync(file);
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new RefusedException(StatusCodes.Status400BadRequest, $"the form is broken: {error.Message}", error);
        }
        return file?.ToArray() ?? throw new RefusedException(StatusCodes.Status400BadRequest, "expected a form with a file, got none: curl sends one with -F file=@NAME.");
    }

    private static RefusedException TooLarge(int maxBytes) =>
        new(StatusCodes.Status413PayloadTooLarge, $"expected a file of at most {maxBytes / (1024 * 1024)} MB, got a larger one.");
}

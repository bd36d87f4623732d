using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace HostApp.Tests;

/// <summary>What cannot be answered gets 4xx and a reason as application/problem+json, and the service serves on.</summary>
public sealed class RefusalTests(Host host) : IClassFixture<Host>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await (await host.Client.SendFileAsync("/emotion", Clips.Voice(), "audio/wav")).AnswerAsync();

    [Theory]
    [InlineData(true, true, "body")]
    [InlineData(true, false, "body")]
    [InlineData(false, false, "body")]
    [InlineData(true, true, "form")]
    [InlineData(true, false, "form")]
    [InlineData(false, false, "form")]
    public async Task A_hundred_megabytes_are_refused_with_and_without_a_length(bool hasLength, bool asks, string how)
    {
        byte[] file = new byte[100_000_000];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/emotion") { Content = how == "form" ? HttpExtensions.Form(file) : HttpExtensions.Body(file, "audio/wav") };
        request.Headers.TransferEncodingChunked = !hasLength;
        request.Headers.ExpectContinue = asks;
        string reason = await (await host.Client.SendAsync(request)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("at most 10 MB", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_file_named_wav_is_refused()
    {
        using MultipartFormDataContent form = HttpExtensions.Form(Encoding.UTF8.GetBytes("Dear sir or madam, this is not a recording."));
        string reason = await (await host.Client.PostAsync("/emotion", form)).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Dear sir", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_file_is_refused()
    {
        byte[] clip = Clips.Voice();
        string reason = await (await host.Client.SendFileAsync("/emotion", clip[..(clip.Length / 2)], "audio/wav")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("cut short", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.05, 0.3, "at least 0.2 seconds, got 0.05")]
    [InlineData(0, 0.3, "at least 0.2 seconds, got 0")]
    [InlineData(61, 0.3, "at most 60 seconds")]
    [InlineData(2, 0, "silence")]
    public async Task A_recording_that_says_nothing_or_too_much_is_refused(double seconds, double level, string expected)
    {
        string reason = await (await host.Client.SendFileAsync("/emotion", Clips.Tone(seconds, level: level), "audio/wav")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(expected, reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/emotion", "text/plain")]
    [InlineData("/emotion", "application/json")]
    [InlineData("/emotion", "image/png")]
    [InlineData("/emotion", "application/x-www-form-urlencoded")]
    [InlineData("/digit", "audio/wav")]
    public async Task Another_content_type_is_refused(string path, string type)
    {
        string reason = await (await host.Client.SendFileAsync(path, Clips.Voice(), type)).ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        Assert.Contains(type, reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/emotion", "audio/wav")]
    [InlineData("/digit", "image/png")]
    public async Task An_empty_body_is_refused(string path, string type) =>
        Assert.Contains("no bytes", await (await host.Client.SendFileAsync(path, [], type)).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF", "broken")]
    [InlineData("multipart/form-data; boundary=x", "no form at all", "broken")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhello\r\n--x--\r\n", "a form with a file, got none")]
    [InlineData("multipart/form-data", "x", "boundary")]
    public async Task A_broken_form_is_refused(string type, string body, string expected)
    {
        string reason = await (await host.Client.SendFileAsync("/emotion", Encoding.ASCII.GetBytes(body), type)).ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains(expected, reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_boundary_longer_than_any_standard_has_is_refused()
    {
        string type = $"multipart/form-data; boundary={new string('b', 5000)}";
        Assert.Contains("boundary", await (await host.Client.SendFileAsync("/emotion", [1], type)).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_file_that_promises_a_huge_picture_is_refused_before_it_is_unpacked()
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        string reason = await (await host.Client.SendFileAsync("/digit", file.ToArray(), "application/octet-stream")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("promises more", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_file_that_promises_very_many_channels_is_refused()
    {
        byte[] clip = Clips.Stereo(0.1, 16_000);
        BinaryPrimitives.WriteUInt16LittleEndian(clip.AsSpan(22), ushort.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(clip.AsSpan(32), unchecked((ushort)(2 * ushort.MaxValue)));
        using HttpResponseMessage response = await host.Client.SendFileAsync("/emotion", clip, "audio/wav");
        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    [Fact]
    public async Task A_refusal_has_the_headers_that_protect_the_page()
    {
        using HttpResponseMessage response = await host.Client.SendFileAsync("/emotion", [], "audio/wav");
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_form_with_two_files_is_refused()
    {
        using MultipartFormDataContent form = HttpExtensions.Form(Clips.Voice(), Clips.Voice());
        Assert.Contains("several", await (await host.Client.PostAsync("/emotion", form)).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"width":2,"height":2,"pixels":[0,0,0,0]}""", 422, "blank")]
    [InlineData("""{"width":2,"height":2,"pixels":[0,0,0]}""", 422, "got 2 * 2 and 3 pixels")]
    [InlineData("""{"width":2147483647,"height":2147483647,"pixels":[0]}""", 422, "width * height")]
    [InlineData("""{"width":2,"height":1,"pixels":[0,256]}""", 422, "got 256 at 1")]
    [InlineData("""{"width":2,"height":1}""", 422, "0 pixels")]
    [InlineData("""{"width":2""", 400, "expected {")]
    [InlineData("""null""", 400, "expected {")]
    [InlineData("""[1, 2]""", 400, "expected {")]
    public async Task Pixels_that_are_no_picture_are_refused(string json, int status, string expected)
    {
        string reason = await (await host.Client.SendFileAsync("/digit", Encoding.UTF8.GetBytes(json), "application/json")).ProblemAsync((HttpStatusCode)status);
        Assert.Contains(expected, reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_claims_to_be_huge_is_refused()
    {
        string reason = await (await host.Client.SendFileAsync("/digit", Encoding.ASCII.GetBytes("P5 100000 100000 255\n"), "image/x-portable-graymap")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("at most 4000000 pixels", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/emotion", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_not_here_is_a_problem_too(string method, string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(status, response.StatusCode);
        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
    }
}

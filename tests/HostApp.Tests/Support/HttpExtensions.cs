using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace HostApp.Tests;

internal static class HttpExtensions
{
    public static Task<HttpResponseMessage> SendFileAsync(this HttpClient client, string path, byte[] file, string type) =>
        client.PostAsync(path, Body(file, type));

    public static ByteArrayContent Body(byte[] file, string type)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    public static MultipartFormDataContent Form(params byte[][] files)
    {
        var form = new MultipartFormDataContent { { new StringContent("a field beside the file"), "comment" } };
        foreach (byte[] file in files)
            form.Add(new ByteArrayContent(file), "file", "clip.wav");
        return form;
    }

    public static async Task<JsonElement> AnswerAsync(this HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The reason in a response that is application/problem+json with the status.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"expected {(int)status}, got {(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("detail").GetString()!;
    }
}

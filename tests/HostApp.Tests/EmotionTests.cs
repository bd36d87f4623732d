using System.Text.Json;
using EmotionKit.TestSupport;
using Microsoft.ML;

namespace HostApp.Tests;

public sealed class EmotionTests(Host host, ITestOutputHelper output) : IClassFixture<Host>
{
    [Fact]
    public async Task The_answer_is_what_the_model_says_of_the_file()
    {
        byte[] clip = Clips.Voice();
        string path = Path.Combine(Path.GetTempPath(), $"emotionkit-host-{Environment.ProcessId}.wav");
        await File.WriteAllBytesAsync(path, clip);
        var ml = new MLContext();
        using PredictionEngine<FileOnDisk, EmotionPrediction> engine = ml.Model.CreatePredictionEngine<FileOnDisk, EmotionPrediction>(ml.Models().Emotion());
        EmotionPrediction expected = engine.Predict(new FileOnDisk { Path = path });
        File.Delete(path);

        JsonElement answer = await (await host.Client.SendFileAsync("/emotion", clip, "audio/wav")).AnswerAsync();
        Assert.Equal(expected.Emotion, answer.GetProperty("label").GetString());
        Assert.Equal(expected.Score, answer.GetProperty("scores").EnumerateObject().Select(score => score.Value.GetSingle()));
        Assert.Equal(["angry", "boredom", "disgust", "fear", "happy", "neutral", "sad"], answer.GetProperty("scores").EnumerateObject().Select(score => score.Name));
        Assert.Equal(expected.Score.Max(), answer.GetProperty("probability").GetSingle());
        Assert.Equal((clip.Length - 44) / 2 / 16_000.0, answer.GetProperty("seconds").GetDouble(), 3);
    }

    [Theory]
    [InlineData("audio/wav")]
    [InlineData("audio/x-wav")]
    [InlineData("Audio/WAV; codecs=1")]
    [InlineData("application/octet-stream")]
    public async Task A_body_and_a_form_with_the_same_file_get_the_same_answer(string type)
    {
        byte[] clip = Clips.Voice(utterance: 2);
        JsonElement body = await (await host.Client.SendFileAsync("/emotion", clip, type)).AnswerAsync();
        JsonElement form = await (await host.Client.PostAsync("/emotion", HttpExtensions.Form(clip))).AnswerAsync();
        Assert.Equal(body.GetRawText(), form.GetRawText());
    }

    [Fact]
    public async Task A_body_in_chunks_without_a_length_is_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/emotion") { Content = HttpExtensions.Body(Clips.Voice(), "audio/wav") };
        request.Headers.TransferEncodingChunked = true;
        await (await host.Client.SendAsync(request)).AnswerAsync();
    }

    [Fact]
    public async Task Two_channels_at_96_kHz_are_answered()
    {
        JsonElement answer = await (await host.Client.SendFileAsync("/emotion", Clips.Stereo(1.5, 96_000), "audio/wav")).AnswerAsync();
        Assert.Equal(1.5, answer.GetProperty("seconds").GetDouble());
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Every_file_of_the_test_suites_of_decoders_gets_an_answer_or_a_reason()
    {
        string folder = TestData.Require("audio-formats");
        var answered = new SortedDictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using HttpResponseMessage response = await host.Client.SendFileAsync("/emotion", await File.ReadAllBytesAsync(file), "application/octet-stream");
            Assert.True((int)response.StatusCode is 200 or 400 or 413 or 422, $"{file}: {(int)response.StatusCode}");
            if (response.IsSuccessStatusCode)
                answered[Path.GetExtension(file)] = answered.GetValueOrDefault(Path.GetExtension(file)) + 1;
        }
        output.WriteLine(string.Join(", ", answered.Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.Contains(".wav", answered.Keys);
        Assert.Contains(".flac", answered.Keys);
    }

    private sealed class FileOnDisk
    {
        public string Path { get; set; } = "";
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace HostApp.Tests;

public sealed class DigitTests(Host host) : IClassFixture<Host>
{
    private const int Side = 28;

    [Fact]
    public async Task Digits_that_nobody_trained_on_are_recognised_in_files_and_as_pixels()
    {
        (_, IDataView test) = new MLContext().Data.LoadMnist();
        float[][] images = [.. test.GetColumn<float[]>("Image").Take(40)];
        uint[] labels = [.. test.GetColumn<uint>("Label").Take(40)];
        int right = 0;
        for (int i = 0; i < images.Length; i++)
        {
            var pixels = new DigitPixels(Side, Side, [.. images[i].Select(value => (int)value)]);
            JsonElement ofPixels = await (await host.Client.PostAsJsonAsync("/digit", pixels)).AnswerAsync();
            JsonElement ofFile = await (await host.Client.SendFileAsync("/digit", pixels.ToPgm(), "image/x-portable-graymap")).AnswerAsync();
            Assert.Equal(ofFile.GetRawText(), ofPixels.GetRawText());
            Assert.Equal(Side * Side, ofFile.GetProperty("pixels").GetArrayLength());
            Assert.Equal(1, ofFile.GetProperty("scores").EnumerateObject().Sum(score => score.Value.GetDouble()), 1e-4);
            // Keys count from 1, digits from 0.
            right += ofFile.GetProperty("label").GetString() == (labels[i] - 1).ToString() ? 1 : 0;
        }
        Assert.InRange(right, 39, 40);
    }
}

using EmotionKit.Images;
using EmotionKit.Images.Idx;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Images;

public sealed class DigitFitterTests
{
    private const int Side = 28;

    [Fact]
    public void Images_of_MNIST_come_out_as_they_are()
    {
        // They were made this way. What is fainter than the threshold may be cut off at the box's edge.
        int exact = 0, faint = 0;
        foreach (float[] digit in Mnist(500))
        {
            float[] fitted = Fit(new GrayImage(Side, Side, digit));
            float strongest = digit.Max();
            float difference = digit.Zip(fitted, (a, b) => Math.Abs(a / strongest * 255 - b)).Max();
            exact += difference < 0.01f ? 1 : 0;
            faint += difference < 0.06f * 255 ? 1 : 0;
        }
        Assert.InRange(exact, 400, 500);
        Assert.Equal(500, faint);
    }

    [Fact]
    public void Where_and_how_large_and_in_which_ink_a_digit_was_drawn_makes_no_difference()
    {
        foreach (float[] digit in Mnist(50))
        {
            float[] expected = Fit(new GrayImage(Side, Side, digit));
            // On white paper, off the centre, three times as large: pixels doubled exactly, so that reducing them gives them back.
            const int Scale = 3, Height = 120, Width = 150, Left = 50, Top = 20;
            float[] page = new float[Height * Width];
            Array.Fill(page, 250f);
            for (int y = 0; y < Side * Scale; y++)
            {
                for (int x = 0; x < Side * Scale; x++)
                    page[(Top + y) * Width + Left + x] = 250 - 240 * digit[y / Scale * Side + x / Scale] / 255;
            }
            float[] fitted = Fit(new GrayImage(Height, Width, page));
            // The triangle filter blurs a little across the edges of the enlarged pixels.
            double same = Correlation(expected, fitted);
            Assert.True(same > 0.97, $"correlation {same}");
        }
    }

    [Fact]
    public void The_centre_of_mass_comes_to_the_middle_and_the_box_is_filled()
    {
        // A heavy bar and a thin arm: the bounding box's centre is elsewhere.
        float[] image = new float[60 * 60];
        for (int y = 10; y < 50; y++)
        {
            for (int x = 5; x < 13; x++)
                image[y * 60 + x] = 255;
        }
        for (int x = 13; x < 35; x++)
            image[10 * 60 + x] = 255;
        float[] fitted = Fit(new GrayImage(60, 60, image));
        double sum = fitted.Sum(), x0 = 0, y0 = 0;
        for (int i = 0; i < fitted.Length; i++)
        {
            x0 += fitted[i] * (i % Side + 0.5) / sum;
            y0 += fitted[i] * (i / Side + 0.5) / sum;
        }
        // As in all of MNIST: within the pixel behind the middle.
        Assert.InRange(x0, 14, 15);
        Assert.InRange(y0, 14, 15);
        int[] rows = [.. Enumerable.Range(0, Side).Where(y => fitted.AsSpan(y * Side, Side).ContainsAnyExcept(0f))];
        Assert.Equal(20, rows.Length);
    }

    [Fact]
    public void Paper_without_ink_gives_zeros()
    {
        foreach (float gray in (float[])[0, 100, 255])
        {
            foreach (DigitFit fit in Enum.GetValues<DigitFit>())
            {
                float[] page = new float[Side * Side];
                Array.Fill(page, gray);
                float[] fitted = Fit(new GrayImage(Side, Side, page), new DigitImageOptions { Fit = fit });
                if (fit == DigitFit.Mnist || gray != 100)
                    Assert.All(fitted, value => Assert.Equal(0, value));
            }
        }
    }

    [Fact]
    public void A_single_pixel_and_a_thin_line_are_images_too()
    {
        Assert.Equal(0, Fit(new GrayImage(1, 1, [200])).Max());
        float[] line = new float[200 * 3];
        for (int y = 20; y < 180; y++)
            line[y * 3 + 1] = 255;
        float[] fitted = Fit(new GrayImage(200, 3, line));
        Assert.Equal(20, Enumerable.Range(0, Side).Count(y => fitted[y * Side + 14] > 200));
    }

    [Fact]
    public void Ink_is_inverted_when_told_to_or_when_the_border_is_light()
    {
        float[] image = new float[Side * Side];
        Array.Fill(image, 255f, 5 * Side + 10, 10);
        float[] inverted = [.. image.Select(value => 255 - value)];
        var none = new DigitImageOptions { Fit = DigitFit.None };
        Assert.Equal(image, Fit(new GrayImage(Side, Side, image), none));
        Assert.Equal(image, Fit(new GrayImage(Side, Side, inverted), none));
        Assert.Equal(inverted, Fit(new GrayImage(Side, Side, inverted), none with { Ink = DigitInk.Light }));
        Assert.Equal(inverted, Fit(new GrayImage(Side, Side, image), none with { Ink = DigitInk.Dark }));
    }

    [Fact]
    public void Without_scaling_another_size_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(new GrayImage(27, 28, new float[27 * 28]), new DigitImageOptions { Fit = DigitFit.None }));
        Assert.Contains("expected 28 x 28 pixels, got 28 x 27", error.Message);
    }

    // From Pillow 9.4: Image.fromarray((numpy.arange(35) ** 2 % 23).astype("float32").reshape(5, 7)).resize(size, Image.BILINEAR)
    [Theory]
    [InlineData(3, 2, new[] { 8.013f, 8.4171f, 8.4481f, 6.3539f, 7.0134f, 9.5487f }, 167.966)]
    [InlineData(10, 9, new[] { 0, 0.55f, 1.75f, 3.85f, 7.25f, 11.45f, 15.3f, 5.5f, 6.95f, 13, 1, 4.1167f }, 32464.122)]
    [InlineData(7, 3, new[] { 1.2857f, 8.2857f, 7.4286f, 8.5714f, 11.7143f, 3.7143f, 10.8571f, 8.2222f }, 1851.397)]
    [InlineData(1, 1, new[] { 8.0228f }, 8.0228)]
    public void Scaling_equals_Pillow(int width, int height, float[] first, double sum)
    {
        float[] source = [.. Enumerable.Range(0, 35).Select(i => (float)(i * i % 23))];
        float[] scaled = Resize.Triangle(source, 5, 7, height, width);
        for (int i = 0; i < first.Length; i++)
            Assert.Equal(first[i], scaled[i], 1e-4f);
        Assert.Equal(sum, scaled.Select((value, i) => (i + 1.0) * value).Sum(), 0.01);
    }

    private static float[] Fit(GrayImage image, DigitImageOptions? options = null)
    {
        var fitter = new DigitFitter(options);
        float[] digit = new float[fitter.Length];
        Array.Fill(digit, float.NaN);
        fitter.Fit(image, digit);
        return digit;
    }

    private static IEnumerable<float[]> Mnist(int count)
    {
        IdxArray images = MnistFolder.ReadImages(TestData.Require("mnist", MnistFolder.TestImages + ".gz"));
        return Enumerable.Range(0, count).Select(i => Array.ConvertAll(images.Values[(i * Side * Side)..((i + 1) * Side * Side)], value => (float)value));
    }

    private static double Correlation(float[] a, float[] b)
    {
        double meanA = a.Average(), meanB = b.Average(), ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += Math.Pow(a[i] - meanA, 2);
            bb += Math.Pow(b[i] - meanB, 2);
        }
        return ab / Math.Sqrt(aa * bb);
    }
}

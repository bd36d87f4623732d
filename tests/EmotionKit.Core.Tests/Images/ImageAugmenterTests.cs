using EmotionKit.Images;

namespace EmotionKit.Core.Tests.Images;

public sealed class ImageAugmenterTests
{
    private static readonly ImageAugmentOptions Nothing = new()
    {
        MaxShift = 0,
        MaxRotation = 0,
        MinScale = 1,
        MaxScale = 1,
        MaxShear = 0,
        ElasticProbability = 0,
    };

    [Fact]
    public void Without_changes_the_image_stays_as_it_is()
    {
        float[] image = Noise(7 * 5 * 3);
        Assert.Equal(image, Augment(Nothing, image, 7, 5, 3));
    }

    [Fact]
    public void Twice_the_scale_is_bilinear_interpolation_about_the_centre()
    {
        float[] image = Noise(8 * 6);
        float[] variant = Augment(Nothing with { MinScale = 2, MaxScale = 2 }, image, 8, 6);
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 6; x++)
            {
                double fromY = 3.5 + (y - 3.5) / 2, fromX = 2.5 + (x - 2.5) / 2;
                int top = (int)fromY, left = (int)fromX;
                double down = fromY - top, right = fromX - left;
                double expected = (1 - down) * ((1 - right) * image[top * 6 + left] + right * image[top * 6 + left + 1])
                    + down * ((1 - right) * image[(top + 1) * 6 + left] + right * image[(top + 1) * 6 + left + 1]);
                Assert.Equal(expected, variant[y * 6 + x], 1e-5);
            }
        }
    }

    [Fact]
    public void A_quarter_turn_takes_what_was_right_of_the_centre_to_the_top()
    {
        AffineMap map = AffineMap.Reverse(5, 5, Math.PI / 2, 0, 1, 0, 0);
        // The top of the result (2, 0) comes from the right of the source (4, 2).
        Assert.Equal(4, map.XX * 2 + map.XY * 0 + map.X0, 1e-5);
        Assert.Equal(2, map.YX * 2 + map.YY * 0 + map.Y0, 1e-5);
    }

    [Fact]
    public void A_slant_leans_the_top_to_the_right_and_keeps_the_middle_row()
    {
        AffineMap map = AffineMap.Reverse(9, 9, 0, Math.PI / 4, 1, 0, 0);
        Assert.Equal((4, 4), Source(map, 4, 4));
        // Four rows above the centre lies what was four pixels to the left there.
        Assert.Equal((4, 0), Source(map, 8, 0));
    }

    [Fact]
    public void A_shift_moves_the_content_and_fills_with_the_background()
    {
        AffineMap map = AffineMap.Reverse(9, 9, 0, 0, 1, 2, -1);
        Assert.Equal((1, 4), Source(map, 3, 3));
        float[] image = [.. Enumerable.Repeat(1f, 16)];
        float[] moved = Augment(Nothing with { MaxShift = 1, Background = -3 }, image, 4, 4, seed: 5);
        Assert.Contains(-3f, moved);
        Assert.All(moved, value => Assert.InRange(value, -3, 1));
    }

    // 2-D Gaussian of the definition, in double precision, zeros outside.
    [Theory]
    [InlineData(4, 28, 28)]
    [InlineData(0.7, 5, 9)]
    [InlineData(3, 2, 3)]
    public void The_blur_is_a_Gaussian_with_zeros_outside(double sigma, int height, int width)
    {
        float[] image = Noise(height * width);
        var blur = new GaussianBlur(sigma, width, height);
        float[] blurred = new float[height * blur.Stride];
        for (int y = 0; y < height; y++)
            image.AsSpan(y * width, width).CopyTo(blurred.AsSpan(y * blur.Stride));
        blur.Apply(blurred, new float[blur.ScratchLength]);
        int radius = (int)(4 * sigma + 0.5);
        double total = 0;
        for (int i = -radius; i <= radius; i++)
            total += Math.Exp(-0.5 * i * i / (sigma * sigma));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double expected = 0;
                for (int v = Math.Max(0, y - radius); v <= Math.Min(height - 1, y + radius); v++)
                {
                    for (int u = Math.Max(0, x - radius); u <= Math.Min(width - 1, x + radius); u++)
                        expected += image[v * width + u] * Math.Exp(-0.5 * ((u - x) * (u - x) + (v - y) * (v - y)) / (sigma * sigma)) / (total * total);
                }
                Assert.Equal(expected, blurred[y * blur.Stride + x], 1e-5);
            }
        }
    }

    // Variance of a uniform number on [-1, 1] is 1/3; smoothing with a Gaussian multiplies the deviation by 1 / (2 sigma sqrt(pi)).
    [Fact]
    public void Elastic_displacements_are_as_strong_as_their_options_say()
    {
        // A ramp shows the displacement to the right as a difference of values.
        const int Side = 96;
        float[] ramp = new float[Side * Side];
        for (int i = 0; i < ramp.Length; i++)
            ramp[i] = i % Side;
        double sum = 0;
        int count = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            float[] variant = Augment(Nothing with { ElasticProbability = 1, ElasticAlpha = 34, ElasticSigma = 4 }, ramp, Side, Side, seed: seed);
            for (int y = 20; y < Side - 20; y++)
            {
                for (int x = 20; x < Side - 20; x++, count++)
                    sum += Math.Pow(variant[y * Side + x] - x, 2);
            }
        }
        Assert.Equal(34 * Math.Sqrt(1 / 3.0) / (2 * 4 * Math.Sqrt(Math.PI)), Math.Sqrt(sum / count), 0.1);
    }

    [Fact]
    public void Erasing_paints_one_rectangle()
    {
        float[] image = [.. Enumerable.Repeat(1f, 20 * 30)];
        for (int seed = 0; seed < 50; seed++)
        {
            float[] variant = Augment(Nothing with { EraseProbability = 1, MaxErase = 0.5 }, image, 20, 30, seed: seed);
            int[] erased = [.. Enumerable.Range(0, variant.Length).Where(i => variant[i] == 0)];
            int left = erased.Min(i => i % 30), right = erased.Max(i => i % 30), top = erased[0] / 30, bottom = erased[^1] / 30;
            Assert.Equal((right - left + 1) * (bottom - top + 1), erased.Length);
            Assert.InRange(right - left + 1, 1, 15);
            Assert.InRange(bottom - top + 1, 1, 10);
        }
    }

    [Fact]
    public void Noise_stays_within_the_range_of_the_image()
    {
        float[] image = [.. Noise(28 * 28).Select(value => 100 * value)];
        float[] variant = Augment(Nothing with { NoiseProbability = 1, MaxNoise = 1 }, image, 28, 28);
        Assert.NotEqual(image, variant);
        Assert.All(variant, value => Assert.InRange(value, Math.Min(0, image.Min()), image.Max()));
    }

    [Fact]
    public void Same_seed_and_stream_give_the_same_bits_and_others_do_not()
    {
        var options = new ImageAugmentOptions { ElasticProbability = 1, NoiseProbability = 1, EraseProbability = 1 };
        float[] image = Noise(28 * 28);
        float[] one = Augment(options, image, 28, 28, seed: 3, stream: 4);
        Assert.Equal(one, Augment(options, image, 28, 28, seed: 3, stream: 4));
        Assert.NotEqual(one, Augment(options, image, 28, 28, seed: 3, stream: 5));
        Assert.NotEqual(one, Augment(options, image, 28, 28, seed: 4, stream: 4));
    }

    [Fact]
    public void Images_smaller_than_any_change_come_out_whole()
    {
        var options = new ImageAugmentOptions { ElasticProbability = 1, NoiseProbability = 1, EraseProbability = 1, MaxShift = 1, MaxRotation = 180, MaxShear = 60 };
        for (int seed = 0; seed < 100; seed++)
        {
            Assert.All(Augment(options, [0.5f], 1, 1, seed: seed), value => Assert.InRange(value, 0, 0.5f));
            Assert.All(Augment(options, [0.5f, 1, 0], 1, 3, seed: seed), value => Assert.InRange(value, 0, 1));
        }
    }

    [Fact]
    public void Nothing_is_allocated_per_image()
    {
        var augmenter = new ImageAugmenter(new ImageAugmentOptions { ElasticProbability = 1, NoiseProbability = 1, EraseProbability = 1 }, 28, 28);
        float[] image = Noise(28 * 28), variant = new float[28 * 28];
        augmenter.Augment(image, variant, 1, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1; i < 20; i++)
            augmenter.Augment(image, variant, 1, i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Wrong_arguments_say_which()
    {
        var augmenter = new ImageAugmenter(null, 4, 4);
        float[] image = new float[16];
        Assert.Contains("image: expected a length of 16", Assert.Throws<ArgumentException>(() => augmenter.Augment(new float[15], image, 1, 1)).Message);
        Assert.Contains("variant: expected a length of 16", Assert.Throws<ArgumentException>(() => augmenter.Augment(image, new float[17], 1, 1)).Message);
        Assert.Contains("overlaps", Assert.Throws<ArgumentException>(() => augmenter.Augment(image, image, 1, 1)).Message);
        Assert.Contains("MaxScale", Assert.Throws<ArgumentOutOfRangeException>(() => new ImageAugmenter(new ImageAugmentOptions { MinScale = 2 }, 4, 4)).Message);
    }

    private static (int X, int Y) Source(AffineMap map, int x, int y)
    {
        float fromX = map.XX * x + map.XY * y + map.X0, fromY = map.YX * x + map.YY * y + map.Y0;
        Assert.Equal(MathF.Round(fromX), fromX, 1e-4f);
        Assert.Equal(MathF.Round(fromY), fromY, 1e-4f);
        return ((int)MathF.Round(fromX), (int)MathF.Round(fromY));
    }

    private static float[] Augment(ImageAugmentOptions options, float[] image, int height, int width, int channels = 1, long seed = 1, long stream = 0)
    {
        float[] variant = new float[image.Length];
        new ImageAugmenter(options, height, width, channels).Augment(image, variant, seed, stream);
        return variant;
    }

    private static float[] Noise(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
    }
}

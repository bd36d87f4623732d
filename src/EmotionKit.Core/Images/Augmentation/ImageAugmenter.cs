using EmotionKit.Numerics;

namespace EmotionKit.Images;

/// <summary>
/// Makes variants of images for training: an affine map and an elastic distortion in one bilinear interpolation, then erasing and noise. Fast
/// enough to run in every epoch.
/// </summary>
/// <remarks>Immutable: any number of threads may use one at a time. Nothing is allocated per image once as many scratch buffers exist as are
/// used at a time.</remarks>
public sealed class ImageAugmenter
{
    private const int MaxSide = 1 << 14;

    private readonly ImageAugmentOptions _options;
    private readonly GaussianBlur? _blur;
    private readonly ScratchPool<AugmentScratch> _scratch;
    private readonly int _height, _width, _channels;

    /// <summary>Plans for images of one shape.</summary>
    /// <param name="options">Which changes; null for the defaults.</param>
    /// <param name="height">Rows, 1 to 16384.</param>
    /// <param name="width">Pixels in a row, 1 to 16384.</param>
    /// <param name="channels">Values of a pixel, 1 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public ImageAugmenter(ImageAugmentOptions? options, int height, int width, int channels = 1)
    {
        _options = options ?? new ImageAugmentOptions();
        _options.Validate();
        _height = Check.InRange(height, 1, MaxSide);
        _width = Check.InRange(width, 1, MaxSide);
        _channels = Check.InRange(channels, 1, 64);
        Length = checked(height * width * channels);
        _blur = _options.ElasticProbability > 0 && _options.ElasticAlpha > 0 ? new GaussianBlur(_options.ElasticSigma, width, height) : null;
        _scratch = new(() => _blur is null ? new AugmentScratch(0, 0) : new AugmentScratch(height * _blur.Stride, _blur.ScratchLength));
    }

    /// <summary>Values of an image: height * width * channels.</summary>
    public int Length { get; }

    /// <summary>Makes one variant.</summary>
    /// <param name="image">[row, column, channel], <see cref="Length"/> finite values of any range.</param>
    /// <param name="variant">Receives the variant; must not overlap <paramref name="image"/>.</param>
    /// <param name="seed">Same seed and stream, same variant.</param>
    /// <param name="stream">Tells images and epochs apart.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or the two overlap.</exception>
    public void Augment(ReadOnlySpan<float> image, Span<float> variant, long seed, long stream)
    {
        Check.Length(image.Length, Length, nameof(image));
        Check.Length(variant.Length, Length, nameof(variant));
        if (image.Overlaps(variant))
            throw new ArgumentException("variant: expected memory of its own, got memory that overlaps the image's.", nameof(variant));
        int bad = NonFinite.IndexOf(image);
        if (bad >= 0)
            throw new ArgumentException($"image: expected finite values, got {image[bad]} at value {bad}.", nameof(image));
        var random = DeterministicRandom.For(seed, stream);
        AffineMap map = DrawMap(ref random);
        bool distorts = _blur is not null && random.NextDouble() < _options.ElasticProbability;
        AugmentScratch scratch = _scratch.Rent();
        if (distorts)
            DrawField(ref random, scratch);
        Sample(image, variant, map, distorts ? scratch.X : [], distorts ? scratch.Y : []);
        _scratch.Return(scratch);
        if (random.NextDouble() < _options.EraseProbability)
            Erase(variant, ref random);
        if (random.NextDouble() < _options.NoiseProbability)
            AddNoise(image, variant, ref random);
    }

    private AffineMap DrawMap(ref DeterministicRandom random)
    {
        double rotation = random.NextDouble(-1, 1) * _options.MaxRotation * Math.PI / 180;
        double shear = random.NextDouble(-1, 1) * _options.MaxShear * Math.PI / 180;
        double scale = random.NextDouble(_options.MinScale, _options.MaxScale);
        double shiftX = random.NextDouble(-1, 1) * _options.MaxShift * _width, shiftY = random.NextDouble(-1, 1) * _options.MaxShift * _height;
        return AffineMap.Reverse(_width, _height, rotation, shear, scale, shiftX, shiftY);
    }

    private void DrawField(ref DeterministicRandom random, AugmentScratch scratch)
    {
        float strength = (float)_options.ElasticAlpha;
        int stride = _blur!.Stride;
        for (int y = 0; y < _height; y++)
        {
            Span<float> x = scratch.X.AsSpan(y * stride, stride), down = scratch.Y.AsSpan(y * stride, stride);
            for (int i = 0; i < _width; i++)
            {
                ulong bits = random.NextUInt64();
                x[i] = strength * Uniform((uint)bits);
                down[i] = strength * Uniform((uint)(bits >> 32));
            }
            x[_width..].Clear();
            down[_width..].Clear();
        }
        _blur.Apply(scratch.X, scratch.Blur);
        _blur.Apply(scratch.Y, scratch.Blur);
    }

    // 24 bits, which a float holds exactly: -1 to below 1.
    private static float Uniform(uint bits) => (bits >> 8) * (2f / (1 << 24)) - 1;

    private void Sample(ReadOnlySpan<float> image, Span<float> variant, in AffineMap map, ReadOnlySpan<float> moveX, ReadOnlySpan<float> moveY)
    {
        int stride = _blur?.Stride ?? 0;
        for (int y = 0, pixel = 0; y < _height; y++)
        {
            for (int x = 0; x < _width; x++, pixel++)
            {
                float fromX = map.XX * x + map.XY * y + map.X0, fromY = map.YX * x + map.YY * y + map.Y0;
                if (!moveX.IsEmpty)
                {
                    fromX += moveX[y * stride + x];
                    fromY += moveY[y * stride + x];
                }
                Interpolate(image, fromX, fromY, variant.Slice(pixel * _channels, _channels));
            }
        }
    }

    private void Interpolate(ReadOnlySpan<float> image, float x, float y, Span<float> values)
    {
        float background = (float)_options.Background;
        // Written so that NaN, too, is outside.
        if (!(x > -1 && x < _width && y > -1 && y < _height))
        {
            values.Fill(background);
            return;
        }
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float right = x - left, down = y - top;
        bool inner = left >= 0 && top >= 0 && left + 1 < _width && top + 1 < _height;
        int at = (top * _width + left) * _channels, row = _width * _channels;
        for (int c = 0; c < values.Length; c++)
        {
            float a, b, e, f;
            if (inner)
            {
                a = image[at + c];
                b = image[at + _channels + c];
                e = image[at + row + c];
                f = image[at + row + _channels + c];
            }
            else
            {
                a = Pixel(image, left, top, c, background);
                b = Pixel(image, left + 1, top, c, background);
                e = Pixel(image, left, top + 1, c, background);
                f = Pixel(image, left + 1, top + 1, c, background);
            }
            float above = a + (b - a) * right, below = e + (f - e) * right;
            values[c] = above + (below - above) * down;
        }
    }

    private float Pixel(ReadOnlySpan<float> image, int x, int y, int channel, float background) =>
        (uint)x < (uint)_width && (uint)y < (uint)_height ? image[(y * _width + x) * _channels + channel] : background;

    private void Erase(Span<float> variant, ref DeterministicRandom random)
    {
        int width = Math.Max(1, (int)(random.NextDouble() * _options.MaxErase * _width + 0.5));
        int height = Math.Max(1, (int)(random.NextDouble() * _options.MaxErase * _height + 0.5));
        int left = random.Next(_width - width + 1), top = random.Next(_height - height + 1);
        for (int y = top; y < top + height; y++)
            variant.Slice((y * _width + left) * _channels, width * _channels).Fill((float)_options.Background);
    }

    private void AddNoise(ReadOnlySpan<float> image, Span<float> variant, ref DeterministicRandom random)
    {
        float least = float.PositiveInfinity, greatest = float.NegativeInfinity;
        foreach (float value in image)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }
        float background = (float)_options.Background;
        least = Math.Min(least, background);
        greatest = Math.Max(greatest, background);
        double deviation = random.NextDouble() * _options.MaxNoise * (greatest - least);
        for (int i = 0; i < variant.Length; i++)
            variant[i] = Math.Clamp(variant[i] + (float)(deviation * random.NextGaussian()), least, greatest);
    }
}

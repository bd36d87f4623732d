using EmotionKit.Images;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>Components from image files to images, and from images to images.</summary>
internal static class ImageCases
{
    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        new ComponentCase<BytesRow, VectorOut>
        {
            Name = "LoadDigitImages, bytes",
            Create = ml => ml.Transforms.LoadDigitImages("Out", "In"),
            Data = BytesRow.Some,
            Missing = () => new BytesRow(),
            Text = VectorOut.Text,
        },
        new ComponentCase<PathRow, VectorOut>
        {
            Name = "LoadDigitImages, paths",
            Create = ml => ml.Transforms.LoadDigitImages("Out", "In", new DigitImageOptions { Size = 12, Fit = DigitFit.Stretch, Box = 12 }),
            Data = PathRow.Some,
            Missing = () => new PathRow(),
            Text = VectorOut.Text,
        },
        Images("NormalizeImages", ml => ml.Transforms.NormalizeImages("Out", "In"), acceptsMissing: true),
        Images(
            "NormalizeImages, standardized",
            ml => ml.Transforms.NormalizeImages("Out", "In", new NormalizeImagesOptions { Kind = ImageNormalization.Standardize }),
            acceptsMissing: true),
        Images("AugmentImages", ml => ml.Transforms.AugmentImages("Out", "In", new AugmentImagesOptions { TrainingOnly = false })),
        Images(
            "AugmentImages, everything",
            ml => ml.Transforms.AugmentImages(
                "Out",
                "In",
                new AugmentImagesOptions
                {
                    TrainingOnly = false,
                    Seed = 7,
                    Changes = new ImageAugmentOptions { ElasticProbability = 1, EraseProbability = 1, NoiseProbability = 1, Background = 3 },
                })),
    ];

    private static ComponentCase<ImageRow, VectorOut> Images(string name, Func<MLContext, IEstimator<ITransformer>> create, bool acceptsMissing = false) => new()
    {
        Name = name,
        Create = create,
        AcceptsMissing = acceptsMissing,
        Data = ImageRow.Some,
        Missing = ImageRow.Missing,
        Text = VectorOut.Text,
    };

    /// <summary>Two channels, so that nothing works by one alone.</summary>
    internal sealed class ImageRow
    {
        private const int Height = 6, Width = 9, Channels = 2;

        [VectorType(Height, Width, Channels)]
        public float[] In { get; set; } = [];

        public static ImageRow[] Some() => [.. Enumerable.Range(0, 21).Select(Create)];

        public static ImageRow Missing()
        {
            ImageRow row = Create(0);
            row.In[17] = float.NaN;
            return row;
        }

        private static ImageRow Create(int seed)
        {
            var random = new Random(seed);
            return new ImageRow { In = [.. Enumerable.Range(0, Height * Width * Channels).Select(_ => random.NextSingle() * 255)] };
        }
    }

    internal sealed class BytesRow
    {
        public byte[] In { get; set; } = [];

        public static BytesRow[] Some() => [.. Enumerable.Range(0, 22).Select(i => new BytesRow { In = Pgm(i) })];
    }

    internal sealed class PathRow
    {
        private static readonly Lazy<string[]> Files = new(WriteFiles);

        public string In { get; set; } = "";

        public static PathRow[] Some() => Array.ConvertAll(Files.Value, file => new PathRow { In = file });

        private static string[] WriteFiles()
        {
            string folder = Directory.CreateTempSubdirectory("emotionkit-images-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
            string[] files = new string[22];
            for (int i = 0; i < files.Length; i++)
            {
                files[i] = Path.Combine(folder, $"{i}.pgm");
                File.WriteAllBytes(files[i], Pgm(i));
            }
            return files;
        }
    }

    private static byte[] Pgm(int seed)
    {
        int height = 20 + seed, width = 30 - seed % 7;
        var random = new Random(seed);
        byte[] pixels = new byte[height * width];
        for (int y = 5; y < 15; y++)
            random.NextBytes(pixels.AsSpan(y * width + 6, 3 + seed % 9));
        return [.. System.Text.Encoding.ASCII.GetBytes($"P5 {width} {height} 255\n"), .. pixels];
    }
}

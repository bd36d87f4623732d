using System.Globalization;
using EmotionKit.Neural;

namespace EmotionKit.Reporting;

/// <summary>Makes the report of how networks were trained.</summary>
internal static class TrainingReportBuilder
{
    private static readonly TableColumn Epoch = new("epoch", "epoch");
    private static readonly TableColumn Part = new("part", "rows");

    public static Report Build(Network network, string title)
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
        return new Report("training", title, sections) { Summary = summary };
    }

    public static Report Build(IReadOnlyList<(string Name, Network Network)> networks, string title)
    {
        TableColumn name = new("name", "network"), value = new("value", "loss") { Format = "0.0000" };
        var parts = new List<ReportPart>
        {
            new ReportTable(
                "Networks",
                [
                    name, new("epochs", "epochs"), new("best", "best epoch"), new("end", "end"), new("loss", "training loss") { Format = "0.0000" }, new("validationLoss", "validation loss") { Format = "0.0000" },
                    new("validationAccuracy", "validation accuracy") { Format = "0.000" }, new("validationUar", "validation UAR") { Format = "0.000" }, new("seconds", "seconds") { Format = "0.0" },
                ],
                [.. networks.Select(n =>
                {
                    TrainingHistory history = n.Network.History;
                    TrainingEpoch? best = Best(history);
                    return new object?[]
                    {
                        n.Name, history.Epochs.Count, history.BestEpoch, history.End.ToString(), best?.Loss, best?.ValidationLoss, best?.ValidationAccuracy, best?.ValidationUar, Seconds(history),
                    };
                })]),
            Compared("Training loss", "training loss", e => e.Loss),
            Compared("Training accuracy", "training accuracy", e => e.Accuracy),
        };
        if (networks.Any(n => n.Network.History.Epochs.Any(e => e.ValidationLoss is not null)))
        {
            parts.Add(Compared("Validation loss", "validation loss", e => e.ValidationLoss));
            parts.Add(Compared("Validation UAR", "validation UAR", e => e.ValidationUar));
        }
        return new Report("training", title, [new ReportSection("Training", parts) { Text = Caveat }, Layers(networks[0].Network)])
        {
            Summary = $"{networks.Count} networks, {networks.Min(n => n.Network.History.Epochs.Count)} to {networks.Max(n => n.Network.History.Epochs.Count)} epochs each.",
        };

        ReportChart Compared(string chart, string axis, Func<TrainingEpoch, double?> of)
        {
            TableColumn y = value with { Name = axis };
            var table = new ReportTable(chart, [Epoch, name, y], [.. networks.SelectMany(n => n.Network.History.Epochs.Where(e => of(e) is not null).Select(e => new object?[] { e.Epoch, n.Name, of(e) }))]);
            return new ReportChart(chart, $"Lines: the {axis} of each network, epoch by epoch.", table, ChartSpec.Lines(Epoch, y, name)) { Narrow = true };
        }
    }

    private const string Caveat = "Training figures include augmentation, dropout and class weights, so they may be worse than those of validation rows.";

    private static string End(TrainingEnd end) => end switch
    {
        TrainingEnd.EarlyStopping => ", stopped since nothing improved any more",
        TrainingEnd.Cancelled => ", then cancelled",
        _ => "",
    };

    private static TrainingEpoch? Best(TrainingHistory history) => history.Epochs.FirstOrDefault(e => e.Epoch == history.BestEpoch);

    private static double? Seconds(TrainingHistory history) => history.EpochSeconds.Count > 0 ? history.EpochSeconds.Sum() : null;

    private static ReportSection Course(TrainingHistory history)
    {
        TrainingEpoch? best = Best(history);
        var figures = new List<KeyFigure> { new("Epochs", history.Epochs.Count) { Format = "0" }, new("Best epoch", history.BestEpoch) { Format = "0" } };
        if (best is not null)
        {
            figures.Add(new KeyFigure("Training loss", best.Loss) { Note = "of the best epoch, with augmentation and dropout" });
            if (best.ValidationLoss is not null)
                figures.Add(new KeyFigure("Validation loss", best.ValidationLoss) { Note = "of the best epoch" });
            if (best.ValidationUar is not null)
                figures.Add(new KeyFigure("Validation UAR", best.ValidationUar) { Note = "of the best epoch" });
        }
        bool timed = history.EpochSeconds.Count == history.Epochs.Count;
        if (timed)
            figures.Add(new KeyFigure("Time", Seconds(history)) { Format = "#,0.0 s", Note = string.Create(CultureInfo.InvariantCulture, $"{history.EpochSeconds.Average():0.0##} s an epoch") });
        TableColumn rate = new("rate", "learning rate") { Format = "0.000000" };
        TableColumn[] columns =
        [
            Epoch, new("loss", "loss") { Format = "0.0000" }, new("accuracy", "accuracy") { Format = "0.000" }, new("validationLoss", "validation loss") { Format = "0.0000" },
            new("validationAccuracy", "validation accuracy") { Format = "0.000" }, new("validationUar", "validation UAR") { Format = "0.000" }, rate, new("seconds", "seconds") { Format = "0.000" },
        ];
        return new ReportSection(
            "Training",
            [
                new KeyFigures(figures),
                Curve("Loss per epoch", "loss", history, e => e.Loss, e => e.ValidationLoss),
                Curve("Accuracy per epoch", "accuracy", history, e => e.Accuracy, e => e.ValidationAccuracy),
                new ReportChart(
                    "Learning rate", "Line: the learning rate of the last step of each epoch.",
                    new ReportTable("Learning rate", [Epoch, rate], [.. history.Epochs.Select(e => new object?[] { e.Epoch, e.LearningRate })]), ChartSpec.Lines(Epoch, rate)) { Narrow = true },
                new ReportTable(
                    "Every epoch", columns,
                    [.. history.Epochs.Select((e, i) => new object?[] { e.Epoch, e.Loss, e.Accuracy, e.ValidationLoss, e.ValidationAccuracy, e.ValidationUar, e.LearningRate, timed ? history.EpochSeconds[i] : null })]),
            ])
        {
            Text = $"{Caveat} The dashed line is the best epoch, whose weights the network has.",
        };
    }

    private static ReportChart Curve(string title, string name, TrainingHistory history, Func<TrainingEpoch, double> training, Func<TrainingEpoch, double?> validation)
    {
        var value = new TableColumn("value", name) { Format = "0.0000" };
        var rows = new List<IReadOnlyList<object?>>();
        rows.AddRange(history.Epochs.Select(e => new object?[] { e.Epoch, "training", training(e) }));
        rows.AddRange(history.Epochs.Where(e => validation(e) is not null).Select(e => new object?[] { e.Epoch, "validation", validation(e) }));
        return new ReportChart(
            title, $"Lines: the {name} of training and validation rows, epoch by epoch; the dashed line is the best epoch.", new ReportTable(title, [Epoch, Part, value], rows),
            ChartSpec.At(ChartSpec.Lines(Epoch, value, Part), history.BestEpoch))
        {
            Narrow = true,
        };
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

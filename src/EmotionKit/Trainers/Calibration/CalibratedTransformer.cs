using EmotionKit.Bundles;
using EmotionKit.Calibration;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>Scores rows with a model and calibrates its probabilities; see <c>ml.BinaryClassification.Trainers.Calibrated</c>.</summary>
public sealed class CalibratedTransformer : RowTransformer
{
    internal const string Name = "Calibrated";

    private const string CurveEntry = "curve.npy";

    private readonly CalibratedOptions _options;
    private readonly MemberModel _model;

    internal CalibratedTransformer(CalibratedOptions options, MemberModel model, Calibrator calibrator)
    {
        _options = options;
        _model = model;
        Calibrator = calibrator;
    }

    internal CalibratedTransformer(ComponentReader reader)
    {
        _options = reader.Options<CalibratedOptions>() with { FeatureColumnName = reader.Column(EnsembleEntries.FeaturesRole) };
        _options.Validate();
        (ClassificationTask task, int classes) = EnsembleEntries.LoadTask(reader);
        if (task != ClassificationTask.Binary)
            throw reader.Damaged("is not of a binary task");
        _model = EnsembleEntries.LoadMembers(reader, task, classes)[0];
        Calibrator = Calibrator.Of(_options.Method, reader.Array(CurveEntry, -1).ToDoubles());
    }

    /// <summary>The model whose scores are calibrated.</summary>
    public ITransformer Model => _model.Model;

    /// <summary>The curve from score to probability: of log-odds for <see cref="CalibrationMethod.Platt"/>, else of probabilities.</summary>
    public Calibrator Calibrator { get; }

    /// <summary>The column with the features.</summary>
    public string FeatureColumnName => _options.FeatureColumnName;

    internal override string ComponentName => Name;

    internal MemberModel Member => _model;

    /// <summary>What a curve is a function of. Log-odds of a probability end at <see cref="MetaFeatures.LargestLogOdds"/>, so that a forest's
    /// certain rows do not bend the curve of all others.</summary>
    internal static double Input(CalibrationMethod method, BinaryPrediction prediction, bool hasProbability)
    {
        if (method != CalibrationMethod.Platt)
            return prediction.Probability;
        return hasProbability
            ? Math.Clamp(prediction.Score, -MetaFeatures.LargestLogOdds, MetaFeatures.LargestLogOdds)
            : prediction.Score;
    }

    internal override void Save(ComponentWriter writer)
    {
        writer.Options(_options);
        EnsembleEntries.Save(writer, FeatureColumnName, ClassificationTask.Binary, 2, [_model], null);
        double[] curve = Calibrator.ToParameters();
        writer.Array(CurveEntry, curve, curve.Length);
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column features = TrainingColumns.FindFeatures(schema, FeatureColumnName, Name, _model.Columns);
        return new KernelStage(
            Name, schema, [features.Index], () => new Kernel(this), ScoreColumns.Of(ClassificationTask.Binary, 2, null));
    }

    private sealed class Kernel(CalibratedTransformer model) : RowKernel
    {
        private readonly MemberModel.Session _session = model._model.Open();
        private readonly DenseSpan<float> _dense = new();

        public override void Run(in RowCells cells)
        {
            BinaryPrediction prediction = _session.Score(_dense.Of(in cells.Input<VBuffer<float>>(0)));
            double input = Input(model._options.Method, prediction, _session.HasProbability);
            ScoreColumns.Write(cells, BinaryPrediction.OfProbability(model.Calibrator.Calibrate(input)));
        }

        public override void Dispose() => _session.Dispose();
    }
}

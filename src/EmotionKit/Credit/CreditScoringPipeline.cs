using EmotionKit.Rows;
using EmotionKit.Tabular;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>
/// From a table of customers to a scoring model: chooses the columns that can be used, prepares them, and trains a random forest strengthened by
/// boosting, with a logistic regression as meta-classifier, or one of them alone.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>Numbers (Single, Vector&lt;Single&gt;)</term><description>As they are, missing ones included, for trees. Where rows are resampled or the trainer is
/// logistic, missing numbers become the median, with an indicator column, and are scaled by median and quartiles; for logistic also clipped to percentiles 1 to 99.</description></item>
/// <item><term>Texts</term><description>One slot per category, the rarest sharing one; missing is a category, an unseen one is none.</description></item>
/// <item><term>Boolean</term><description>0 and 1.</description></item>
/// <item><term>Left out</term><description>Columns without values, of one value, that number the rows, and texts that are dates, numbers with signs, or mostly different. <see cref="Survey"/> says which.</description></item>
/// </list>
/// <para>Everything is learned in <see cref="Fit"/> from the rows given to it. What it returns is a chain of ordinary components and is saved with
/// <c>ml.Model.SaveBundle</c>; it adds Features, PredictedLabel (Boolean), Score (Single, log-odds of being bad) and Probability (Single).</para>
/// </remarks>
public sealed class CreditScoringPipeline : IEstimator<TransformerChain<ITransformer>>
{
    private const string Component = "CreditScoringPipeline";
    private const string Features = "Features";
    private const string Numbers = "Features.Numbers";
    private const string Indicators = "Features.Missing";

    private readonly MLContext _ml;
    private readonly CreditScoringOptions _options;
    private readonly IProgress<EnsembleProgress>? _progress;
    private readonly CancellationToken _cancellation;

    /// <summary>A pipeline of given options.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="options">What to train and how; null for the defaults.</param>
    /// <param name="progress">Told after each fitted model of a stack.</param>
    /// <param name="cancellation">Stops <see cref="Fit"/>, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public CreditScoringPipeline(
        MLContext ml, CreditScoringOptions? options = null, IProgress<EnsembleProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ml);
        _ml = ml;
        _options = options ?? new CreditScoringOptions();
        _options.Validate();
        _progress = progress;
        _cancellation = cancellation;
    }

    /// <summary>Says what <see cref="Fit"/> would do with each column of the data: one pass over it.</summary>
    /// <exception cref="ArgumentException">There are no rows, a column to be ignored is not there, or no column can be used.</exception>
    public IReadOnlyList<CreditColumn> Survey(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ColumnSurvey.Of(input, _options, Component, _cancellation);
    }

    /// <summary>Chooses the columns, learns how to prepare them, and trains.</summary>
    /// <exception cref="ArgumentException">There are no rows, the label is missing, of a wrong type or of one class, a class has fewer rows than there are
    /// folds, or no column can be used.</exception>
    /// <exception cref="RowException">A number is infinite.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; there is no partial model.</exception>
    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckColumns(SchemaShapes.Of(input.Schema));
        IReadOnlyList<CreditColumn> columns = Survey(input);
        var chain = new EstimatorChain<ITransformer>();
        foreach (IEstimator<ITransformer> step in (IEnumerable<IEstimator<ITransformer>>)[.. Preparation(input.Schema, columns), Trainer(RecipeSize.Of(input, _options.LabelColumnName, _cancellation))])
            chain = chain.Append(step);
        return chain.Fit(input);
    }

    /// <summary>The shape of the data after scoring.</summary>
    /// <exception cref="ArgumentException">The label is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckColumns(inputSchema);
        return SchemaShapes.Append(inputSchema,
        [
            new MappedColumn(Features, Vectors.SomeSize, ColumnAnnotations.OfSlots([""])),
            .. ScoreColumns.Of(ClassificationTask.Binary, 2, null),
        ]);
    }

    private void CheckColumns(SchemaShape shape)
    {
        SchemaShape whole = SchemaShapes.Append(shape, [new MappedColumn(Features, Vectors.SomeSize)]);
        new TrainingColumns(Component, _options.LabelColumnName, Features, _options.ExampleWeightColumnName) { Task = ClassificationTask.Binary }.Check(whole);
    }

    private IEnumerable<IEstimator<ITransformer>> Preparation(DataViewSchema schema, IReadOnlyList<CreditColumn> columns)
    {
        string[] numbers = [.. columns.Where(c => c.Use == CreditColumnUse.Number).Select(c => c.Name)];
        string[] categories = [.. columns.Where(c => c.Use == CreditColumnUse.Category).Select(c => c.Name)];
        string[] texts = [.. categories.Where(c => schema[c].Type is TextDataViewType)];
        string[] flags = [.. categories.Except(texts)];
        string[] parts = [.. numbers, .. categories];
        if (numbers.Length > 0 && (_options.Trainer == CreditTrainer.Logistic || _options.Resampling is not null))
        {
            parts = [Numbers, Indicators, .. categories];
            yield return _ml.Transforms.Concatenate(Numbers, numbers);
            yield return _ml.Transforms.ImputeMissing(
                Numbers, options: new ImputeMissingOptions { IndicatorColumnName = Indicators }, cancellation: _cancellation);
            if (_options.Trainer == CreditTrainer.Logistic)
                yield return _ml.Transforms.ClipOutliers(Numbers, options: new ClipOutliersOptions { Rule = OutlierRule.Quantiles }, cancellation: _cancellation);
            yield return _ml.Transforms.ScaleRobust(Numbers, cancellation: _cancellation);
        }
        if (texts.Length > 0)
            yield return Encode(texts, new EncodeCategoriesOptions { MaxCategories = _options.MaxCategories });
        if (flags.Length > 0)
            yield return Encode(flags, new EncodeCategoriesOptions { Encoding = CategoryEncoding.Ordinal });
        yield return _ml.Transforms.Concatenate(Features, parts);
    }

    private EncodeCategoriesEstimator Encode(string[] columns, EncodeCategoriesOptions options) =>
        _ml.Transforms.EncodeCategories([.. columns.Select(c => new InputOutputColumnPair(c))], options, _cancellation);

    private IEstimator<ITransformer> Trainer(RecipeSize size)
    {
        BinaryClassificationCatalog.BinaryClassificationTrainers trainers = _ml.BinaryClassification.Trainers;
        IEstimator<ITransformer> trainer = _options.Trainer switch
        {
            CreditTrainer.Forest => Forest(size),
            CreditTrainer.Boosting => Boosting(size),
            CreditTrainer.Logistic => Resampled(trainers.LogisticRegression(_options.Logistic(), cancellation: _cancellation)),
            _ => trainers.Stacking(
                [Forest(size), Boosting(size)],
                trainers.LogisticRegression(_options.Logistic() with { L1 = 0 }, cancellation: _cancellation),
                _options.Stacking(), _progress, _cancellation),
        };
        return _options.Calibration is { } method ? trainers.Calibrated(trainer, _options.Calibrated(method), _progress, _cancellation) : trainer;
    }

    private IEstimator<ITransformer> Forest(RecipeSize size) => Resampled(_ml.BinaryClassification.Trainers.RandomForest(
        _options.Forest ?? size.Forest(), _options.LabelColumnName, Features, _options.ExampleWeightColumnName, cancellation: _cancellation));

    private IEstimator<ITransformer> Boosting(RecipeSize size) => Resampled(_ml.BinaryClassification.Trainers.GradientBoosting(
        _options.Boosting ?? size.Boosting(), _options.LabelColumnName, Features, _options.ExampleWeightColumnName, cancellation: _cancellation));

    private IEstimator<ITransformer> Resampled(IEstimator<ITransformer> trainer) => _options.Resampling is { } resampling
        ? trainer.WithResampling(resampling, new ResamplingOptions { LabelColumnName = _options.LabelColumnName, FeatureColumnName = Features }, _cancellation)
        : trainer;
}

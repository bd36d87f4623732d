using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>A component with what the conformance suite needs to try it.</summary>
internal abstract class ComponentCase
{
    /// <summary>Unique; by it the tests are told apart.</summary>
    public required string Name { get; init; }

    /// <summary>The component, reading <see cref="Inputs"/> and adding <see cref="Output"/> (and more, if it does).</summary>
    public required Func<MLContext, IEstimator<ITransformer>> Create { get; init; }

    /// <summary>What has to come before it to make its input of the raw rows; null for nothing.</summary>
    public Func<MLContext, IEstimator<ITransformer>>? Upstream { get; init; }

    /// <summary>The columns it reads, by which missing and wrongly typed columns are tried.</summary>
    public string[] Inputs { get; init; } = ["In"];

    /// <summary>A column it adds, which a <c>PredictionEngine</c> reads.</summary>
    public string Output { get; init; } = "Out";

    /// <summary>False where reading a row that holds a missing value (NaN, empty text, key 0) throws; true where it is passed on.</summary>
    public bool AcceptsMissing { get; init; }

    /// <summary>False for components that ML.NET's own estimators wrap, whose wording is not EmotionKit's.</summary>
    public bool SavesToBundle { get; init; } = true;

    /// <summary>Rows as they come, before <see cref="Upstream"/>. At least 20 of them, of different lengths where that can be.</summary>
    public abstract IDataView Rows(MLContext ml);

    /// <summary>One row with a missing value, before <see cref="Upstream"/>.</summary>
    public abstract IDataView RowsWithMissing(MLContext ml);

    /// <summary>Predicts every raw row with a <c>PredictionEngine</c>; texts as of <see cref="Support.RowDump"/>.</summary>
    public abstract string[] Predict(MLContext ml, ITransformer model, DataViewSchema schema);

    /// <summary>What the component is given.</summary>
    public IDataView Input(MLContext ml) => Prepare(ml, Rows(ml));

    public IDataView Prepare(MLContext ml, IDataView rows) =>
        Upstream is null ? rows : Upstream(ml).Fit(Rows(ml)).Transform(rows);

    /// <summary>Upstream and component, fitted, from raw rows on.</summary>
    public ITransformer FitWhole(MLContext ml) => Upstream is null
        ? Create(ml).Fit(Rows(ml))
        : new EstimatorChain<ITransformer>().Append(Upstream(ml)).Append(Create(ml)).Fit(Rows(ml));

    public override string ToString() => Name;
}

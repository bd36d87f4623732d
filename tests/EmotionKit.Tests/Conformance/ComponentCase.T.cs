using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <inheritdoc/>
/// <typeparam name="TIn">A raw row.</typeparam>
/// <typeparam name="TOut">Holds the output column.</typeparam>
internal sealed class ComponentCase<TIn, TOut> : ComponentCase
    where TIn : class
    where TOut : class, new()
{
    /// <summary>The raw rows.</summary>
    public required Func<TIn[]> Data { get; init; }

    /// <summary>A raw row whose value is missing.</summary>
    public required Func<TIn> Missing { get; init; }

    /// <summary>The output as a text, as of <see cref="Support.RowDump"/>.</summary>
    public required Func<TOut, string> Text { get; init; }

    public override IDataView Rows(MLContext ml) => ml.Data.LoadFromEnumerable(Data());

    public override IDataView RowsWithMissing(MLContext ml) => ml.Data.LoadFromEnumerable(new[] { Missing() });

    public override string[] Predict(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using PredictionEngine<TIn, TOut> engine = ml.Model.CreatePredictionEngine<TIn, TOut>(model, schema);
        return Array.ConvertAll(Data(), row => Text(engine.Predict(row)));
    }
}

using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>A transformer from a number to a number, or from a vector of numbers to one of the same size. Not meant to be derived from outside
/// EmotionKit.</summary>
/// <remarks><inheritdoc cref="MappedTransformer" path="/remarks"/></remarks>
public abstract class NumbersTransformer : ColumnTransformer
{
    private protected NumbersTransformer(string outputColumnName, string? inputColumnName)
        : base(outputColumnName, inputColumnName)
    {
    }

    private protected NumbersTransformer(ComponentReader reader)
        : base(reader)
    {
    }

    internal override TypeRule InputRule => NumberColumns.Rule;

    /// <summary>How many numbers a row has, as in the rows that were learned from.</summary>
    private protected abstract int Width { get; }

    /// <summary>Computes a row. Called by several threads.</summary>
    private protected abstract void Apply(ReadOnlySpan<float> row, Span<float> destination);

    private protected sealed override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        NumberColumns.RequireWidth(input, Width, ComponentName);
        var output = new MappedColumn(OutputColumnName, NumberColumns.TypeOf(input), NumberColumns.KeepSlots(input));
        return (output, input.Type is VectorDataViewType ? () => new VectorMap(this) : () => new ScalarMap(this));
    }

    private sealed class VectorMap(NumbersTransformer owner) : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells) =>
            owner.Apply(input, Vectors.Resize(ref output, input.Length));
    }

    private sealed class ScalarMap(NumbersTransformer owner) : RowKernel
    {
        public override void Run(in RowCells cells) =>
            owner.Apply(new ReadOnlySpan<float>(in cells.Input<float>(0)), new Span<float>(ref cells.Output<float>(0)));
    }
}

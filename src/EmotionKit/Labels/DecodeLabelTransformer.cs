using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Labels;

/// <summary>Turns keys back into labels; see <c>ml.Transforms.DecodeLabel</c>.</summary>
public sealed class DecodeLabelTransformer : ColumnTransformer
{
    internal const string Name = "DecodeLabel";

    internal const string Expected = "Key<UInt32> with the annotation KeyValues";

    internal DecodeLabelTransformer(string outputColumnName, string? inputColumnName)
        : base(outputColumnName, inputColumnName)
    {
    }

    internal DecodeLabelTransformer(ComponentReader reader)
        : base(reader)
    {
    }

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.Key;

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        string[] names = KeyNames.Find(input) ?? throw ColumnLookup.WrongType(Name, input.Name, Expected, $"{TypeText.Of(input.Type)} without");
        ReadOnlyMemory<char>[] texts = Array.ConvertAll(names, n => n.AsMemory());
        return (new MappedColumn(OutputColumnName, TextDataViewType.Instance), () => new Kernel(texts));
    }

    private sealed class Kernel(ReadOnlyMemory<char>[] texts) : RowKernel
    {
        public override void Run(in RowCells cells)
        {
            uint key = cells.Input<uint>(0);
            cells.Output<ReadOnlyMemory<char>>(0) = key == 0 || key > texts.Length ? default : texts[key - 1];
        }
    }
}

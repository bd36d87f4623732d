using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Copies columns under other names.</summary>
public sealed class ColumnCopyingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "CopyColumns";

    private readonly InputOutputColumnPair[] _pairs;

    internal ColumnCopyingTransformer(InputOutputColumnPair[] pairs)
    {
        _pairs = pairs;
    }

    private protected override string Signature => LoaderSignature;

    internal static ColumnCopyingTransformer Load(BinaryReader reader) => new(InputOutputColumnPair.LoadAll(reader));

    private protected override RowMap Bind(DataViewSchema inputSchema) =>
        RowMap.Append(inputSchema, _pairs.Select(p => MappedColumn.Rename(FindInput(inputSchema, p.InputColumnName), p.OutputColumnName)));

    private protected override void SaveTo(BinaryWriter writer) => InputOutputColumnPair.SaveAll(writer, _pairs);
}

using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps some columns, or drops some.</summary>
public sealed class ColumnSelectingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "SelectColumns";

    private readonly string[] _names;
    private readonly bool _keep;
    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(string[] names, bool keep, bool keepHidden)
    {
        _names = names;
        _keep = keep;
        _keepHidden = keepHidden;
    }

    private protected override string Signature => LoaderSignature;

    internal static ColumnSelectingTransformer Load(BinaryReader reader) =>
        new(ValueCodec.ReadStrings(reader), reader.ReadBoolean(), reader.ReadBoolean());

    private protected override RowMap Bind(DataViewSchema inputSchema)
    {
        foreach (string name in _names)
        {
            FindInput(inputSchema, name);
        }

        // Hidden columns are of concern only where columns are kept; dropping leaves all of other names.
        IEnumerable<DataViewSchema.Column> selected = _keep
            ? _names.SelectMany(name => inputSchema.Where(c => c.Name == name && (_keepHidden || !c.IsHidden)))
            : inputSchema.Where(c => !_names.Contains(c.Name));
        return new RowMap(inputSchema, selected.Select(MappedColumn.Pass));
    }

    private protected override void SaveTo(BinaryWriter writer)
    {
        ValueCodec.WriteStrings(writer, _names);
        writer.Write(_keep);
        writer.Write(_keepHidden);
    }
}

using System.Text.Json;
using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Keeps the features that were chosen; see <c>ml.Transforms.SelectByCorrelation</c>.</summary>
public sealed class SelectByCorrelationTransformer : ColumnTransformer
{
    internal const string Name = "SelectByCorrelation";

    private const string ReportEntry = "features.json";

    private readonly SelectByCorrelationOptions _options;
    private readonly FeatureSelection[] _report;
    private readonly int[] _kept;

    internal SelectByCorrelationTransformer(string outputColumnName, string? inputColumnName, SelectByCorrelationOptions options, FeatureSelection[] report)
        : base(outputColumnName, inputColumnName)
    {
        _options = options;
        _report = report;
        _kept = [.. report.Where(feature => feature.IsKept).Select(feature => feature.Slot)];
    }

    internal SelectByCorrelationTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<SelectByCorrelationOptions>();
        _options.Validate();
        try
        {
            _report = JsonSerializer.Deserialize<FeatureSelection[]>(reader.Entry(ReportEntry), OptionsJson.Settings) ?? [];
        }
        catch (JsonException e)
        {
            throw reader.Damaged($"entry '{ReportEntry}': {e.Message}", e);
        }
        for (int i = 0; i < _report.Length; i++)
        {
            if (_report[i] is null || _report[i].Slot != i)
                throw reader.Damaged($"entry '{ReportEntry}': expected the features in their order");
        }
        _kept = [.. _report.Where(feature => feature.IsKept).Select(feature => feature.Slot)];
        if (_kept.Length == 0)
            throw reader.Damaged("keeps no feature");
    }

    /// <summary>What became of every feature, in their order, and why.</summary>
    public IReadOnlyList<FeatureSelection> Features => _report;

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.KnownSingleVector;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(_options);
        writer.Entry(ReportEntry, JsonSerializer.SerializeToUtf8Bytes(_report, OptionsJson.Settings));
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        NumberColumns.RequireWidth(input, _report.Length, Name);
        DataViewSchema.Annotations? slots = ColumnAnnotations.FindNames(input, ColumnAnnotations.SlotNames) is { } names
            ? ColumnAnnotations.OfSlots(Array.ConvertAll(_kept, slot => names[slot]))
            : null;
        return (new MappedColumn(OutputColumnName, Vectors.Known(_kept.Length), slots), () => new Kernel(_kept));
    }

    private sealed class Kernel(int[] kept) : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
        {
            Span<float> values = Vectors.Resize(ref output, kept.Length);
            for (int i = 0; i < kept.Length; i++)
                values[i] = input[kept[i]];
        }
    }
}

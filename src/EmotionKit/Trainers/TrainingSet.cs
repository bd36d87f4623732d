using System.Runtime.InteropServices;
using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>The rows that a trainer learns from, in memory. Rows without a label are passed over, as by ML.NET's trainers.</summary>
internal sealed class TrainingSet
{
    private readonly float[] _features;
    private readonly int[] _labels;
    private readonly float[] _weights;

    private TrainingSet(float[] features, int[] labels, float[] weights, int columns, int classes, string[]? classNames)
    {
        _features = features;
        _labels = labels;
        _weights = weights;
        Columns = columns;
        Classes = classes;
        ClassNames = classNames;
    }

    /// <summary>[row, column].</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>From 0.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>One per row, or empty for equal weights.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    public int Columns { get; }

    public int Classes { get; }

    /// <summary>The KeyValues of the label, or null where it has none.</summary>
    public string[]? ClassNames { get; }

    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or no row has a label.</exception>
    /// <exception cref="RowException">A feature is not finite, or a weight is negative or not finite.</exception>
    public static TrainingSet Read(IDataView data, TrainingColumns columns, CancellationToken cancellation)
    {
        (DataViewSchema.Column label, DataViewSchema.Column features, DataViewSchema.Column? weight) = columns.Find(data.Schema);
        int width = ((VectorDataViewType)features.Type).Size;
        var x = new List<float>();
        var labels = new List<int>();
        var weights = new List<float>();
        string[]? slots = null;
        DataViewSchema.Column[] needed = weight is { } w ? [label, features, w] : [label, features];
        using (DataViewRowCursor cursor = data.GetRowCursor(needed))
        {
            ValueGetter<uint> getLabel = cursor.GetGetter<uint>(label);
            ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
            ValueGetter<float>? getWeight = weight is { } wanted ? cursor.GetGetter<float>(wanted) : null;
            var dense = new DenseSpan<float>();
            VBuffer<float> vector = default;
            while (cursor.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                uint key = 0;
                getLabel(ref key);
                if (key == 0)
                    continue;
                getFeatures(ref vector);
                ReadOnlySpan<float> row = dense.Of(in vector);
                int bad = IndexOfNonFinite(row);
                if (bad >= 0)
                {
                    slots ??= ColumnAnnotations.FindNames(features, ColumnAnnotations.SlotNames) ?? [];
                    string slot = bad < slots.Length ? $"{bad} ('{slots[bad]}')" : $"{bad}";
                    throw Bad(columns.Component, columns.Features, cursor, $"expected finite features, got {row[bad]} in slot {slot}; impute or leave out such rows first.");
                }
                if (getWeight is not null)
                {
                    float value = 0;
                    getWeight(ref value);
                    weights.Add(value >= 0 && float.IsFinite(value)
                        ? value
                        : throw Bad(columns.Component, columns.Weight!, cursor, $"expected a weight of at least 0, got {value}."));
                }
                CollectionsMarshal.SetCount(x, checked(x.Count + width));
                row.CopyTo(CollectionsMarshal.AsSpan(x)[^width..]);
                labels.Add((int)(key - 1));
            }
        }
        if (labels.Count == 0)
            throw new ArgumentException($"{columns.Component}: expected rows with a label in column '{columns.Label}' to learn from, found none.");
        ulong count = ((KeyDataViewType)label.Type).Count;
        if (count > int.MaxValue)
            throw ColumnLookup.WrongType(columns.Component, columns.Label, "a key of a known, small number of classes", TypeText.Of(label.Type));
        return new TrainingSet([.. x], [.. labels], [.. weights], width, (int)count, KeyNames.Find(label));
    }

    private static RowException Bad(string component, string column, DataViewRowCursor cursor, string message) =>
        new(component, column, cursor.Position, new ArgumentException(message));

    private static int IndexOfNonFinite(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }
        return -1;
    }
}

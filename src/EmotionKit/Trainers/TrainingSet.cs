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

    private TrainingSet(float[] features, int[] labels, float[] weights, int columns)
    {
        _features = features;
        _labels = labels;
        _weights = weights;
        Columns = columns;
    }

    /// <summary>[row, column]; of a set that was read in place, with other rows between: see <see cref="Places"/>.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>The features without copying them, for views on them; not to be changed.</summary>
    public float[] FeatureArray => _features;

    /// <summary>The row of <see cref="Features"/> that each row is; empty where it is the same one, as it always is of a set that was not read in
    /// place.</summary>
    public int[] Places { get; private init; } = [];

    /// <summary>The text of the group column of each row, empty where it is missing; no texts where no such column was asked for.</summary>
    public required string[] Groups { get; init; }

    /// <summary>From 0; of a binary task 1 is the positive class.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>The labels without copying them; not to be changed.</summary>
    public int[] LabelArray => _labels;

    /// <summary>One per row, or empty for equal weights.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    public int Columns { get; }

    public int Rows => _labels.Length;

    /// <summary>2 of a binary task; else the number of keys of the label.</summary>
    public required int Classes { get; init; }

    /// <summary>The KeyValues of the label, or null where it has none.</summary>
    public required string[]? ClassNames { get; init; }

    /// <summary>The slot names of the features, or null where they have none.</summary>
    public required string[]? FeatureNames { get; init; }

    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or no row has a label.</exception>
    /// <exception cref="RowException">A feature is not finite (NaN may be allowed), or a weight is negative or not finite.</exception>
    public static TrainingSet Read(IDataView data, TrainingColumns columns, CancellationToken cancellation) => Read(data, columns, inPlace: false, cancellation);

    /// <summary>As <see cref="Read(IDataView, TrainingColumns, CancellationToken)"/>, but features that stand in memory already stay where they are.</summary>
    public static TrainingSet ReadInPlace(IDataView data, TrainingColumns columns, CancellationToken cancellation) => Read(data, columns, inPlace: true, cancellation);

    private static TrainingSet Read(IDataView data, TrainingColumns columns, bool inPlace, CancellationToken cancellation)
    {
        (DataViewSchema.Column label, DataViewSchema.Column features, DataViewSchema.Column? weight) = columns.Find(data.Schema);
        int width = ((VectorDataViewType)features.Type).Size;
        string[]? slots = ColumnAnnotations.FindNames(features, ColumnAnnotations.SlotNames);
        FeatureMemory? memory = inPlace ? (data as IFeatureMemory)?.Find(features) : null;
        long? count = data.GetRowCount();
        var x = new FeatureRows(width, count);
        int capacity = (int)Math.Min(count ?? 0, int.MaxValue / sizeof(int));
        var labels = new List<int>(capacity);
        var weights = new List<float>();
        var places = new List<int>(memory is null ? 0 : capacity);
        DataViewSchema.Column? group = columns.FindGroup(data.Schema);
        var groups = new List<string>();
        DataViewSchema.Column[] needed = [.. new[] { label, features, weight, group }.OfType<DataViewSchema.Column>().DistinctBy(c => c.Index)];
        using (DataViewRowCursor cursor = data.GetRowCursor(needed))
        {
            var classes = new ClassReader(cursor, label);
            ValueGetter<VBuffer<float>>? getFeatures = memory is null ? cursor.GetGetter<VBuffer<float>>(features) : null;
            ValueGetter<float>? getWeight = weight is { } wanted ? cursor.GetGetter<float>(wanted) : null;
            LabelReader? readGroup = group is { } g ? new LabelReader(cursor, g, columns.Component) : null;
            var dense = new DenseSpan<float>();
            VBuffer<float> vector = default;
            while (cursor.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                int number = classes.Read();
                if (number < 0)
                    continue;
                int place = memory?.PlaceOf(cursor.Position) ?? 0;
                getFeatures?.Invoke(ref vector);
                ReadOnlySpan<float> row = memory is null ? dense.Of(in vector) : memory.Values.AsSpan(place * width, width);
                int bad = IndexOfBad(row, columns.AllowsMissing);
                if (bad >= 0)
                {
                    string slot = bad < slots?.Length ? $"{bad} ('{slots[bad]}')" : $"{bad}";
                    string expected = columns.AllowsMissing ? "finite features, or NaN for a missing one" : "finite features";
                    throw Bad(columns.Component, columns.Features, cursor, $"expected {expected}, got {row[bad]} in slot {slot}; impute or leave out such rows first.");
                }
                if (getWeight is not null)
                {
                    float value = 0;
                    getWeight(ref value);
                    weights.Add(value >= 0 && float.IsFinite(value)
                        ? value
                        : throw Bad(columns.Component, columns.Weight!, cursor, $"expected a weight of at least 0, got {value}."));
                }
                if (memory is null)
                    x.Add(row);
                else
                    places.Add(place);
                labels.Add(number);
                if (readGroup is not null)
                    groups.Add(readGroup.Read());
            }
        }
        if (labels.Count == 0)
            throw new ArgumentException($"{columns.Component}: expected rows with a label in column '{columns.Label}' to learn from, found none.");
        ulong classCount = label.Type is KeyDataViewType key ? key.Count : 2;
        if (classCount > int.MaxValue)
            throw ColumnLookup.WrongType(columns.Component, columns.Label, "a key of a known, small number of classes", TypeText.Of(label.Type));
        return new TrainingSet(memory?.Values ?? x.Take(columns.Component), [.. labels], [.. weights], width)
        {
            Places = memory?.PlacesOf(places, width) ?? [],
            Classes = (int)classCount,
            ClassNames = label.Type is KeyDataViewType ? KeyNames.Find(label) : null,
            FeatureNames = slots,
            Groups = [.. groups],
        };
    }

    private static RowException Bad(string component, string column, DataViewRowCursor cursor, string message) =>
        new(component, column, cursor.Position, new ArgumentException(message));

    private static int IndexOfBad(ReadOnlySpan<float> values, bool allowsMissing)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]) && !(allowsMissing && float.IsNaN(values[i])))
                return i;
        }
        return -1;
    }
}

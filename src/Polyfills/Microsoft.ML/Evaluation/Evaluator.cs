namespace Microsoft.ML.Data;

/// <summary>Reads scored rows and sums them up.</summary>
internal static class Evaluator
{
    public static MulticlassCounters Multiclass(IDataView data, string labelName, string scoreName, string predictedLabelName, int topK)
    {
        Contracts.CheckParam(topK >= 0, "topKPredictionCount", "Must not be negative.");
        DataViewSchema.Column label = Find(data, labelName, "Label");
        DataViewSchema.Column score = Find(data, scoreName, "Score");
        Find(data, predictedLabelName, "PredictedLabel");
        if (score.Type is not VectorDataViewType { Size: >= 2 } scoreType || scoreType.ItemType != NumberDataViewType.Single)
        {
            throw Contracts.ExceptSchemaMismatch("schema", "score", scoreName, "vector of two or more items of type Single", score.Type.ToString());
        }

        if (label.Type is not KeyDataViewType && label.Type != NumberDataViewType.Single)
        {
            throw Contracts.ExceptSchemaMismatch("schema", "label", labelName, "Single or Key", label.Type.ToString());
        }

        var counters = new MulticlassCounters(scoreType.Size, topK);
        using DataViewRowCursor cursor = data.GetRowCursor([label, score]);
        Func<float> readLabel = LabelReader.Of(cursor, label);
        ValueGetter<VBuffer<float>> readScores = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> scores = default;
        var dense = new float[scoreType.Size];
        while (cursor.MoveNext())
        {
            float value = readLabel();
            if (!(value >= 0) || value != (int)value)
            {
                continue;
            }

            readScores(ref scores);
            scores.CopyTo(dense);
            if (Array.TrueForAll(dense, float.IsFinite))
            {
                counters.Add((int)value, dense);
            }
        }

        return counters;
    }

    public static BinaryCounters Binary(IDataView data, string labelName, string scoreName, string probabilityName, string predictedLabelName)
    {
        DataViewSchema.Column label = Find(data, labelName, "Label");
        DataViewSchema.Column score = Find(data, scoreName, "Score");
        DataViewSchema.Column? probability = probabilityName is null ? null : Find(data, probabilityName, "Probability");
        Find(data, predictedLabelName, "PredictedLabel");
        CheckType(score, "score");
        if (probability is not null)
        {
            CheckType(probability.Value, "probability");
        }

        bool supported = label.Type is BooleanDataViewType or KeyDataViewType { Count: 2 } || label.Type == NumberDataViewType.Single;
        if (!supported)
        {
            throw Contracts.ExceptSchemaMismatch("schema", "label", labelName, "Single, Boolean, or Key with 2 values", label.Type.ToString());
        }

        var counters = new BinaryCounters();
        using DataViewRowCursor cursor = data.GetRowCursor(probability is null ? [label, score] : [label, score, probability.Value]);
        Func<float> readLabel = LabelReader.Of(cursor, label);
        ValueGetter<float> readScore = cursor.GetGetter<float>(score);
        ValueGetter<float> readProbability = probability is null ? (ref float value) => value = float.NaN : cursor.GetGetter<float>(probability.Value);
        float scoreValue = 0;
        float probabilityValue = 0;
        while (cursor.MoveNext())
        {
            float labelValue = readLabel();
            readScore(ref scoreValue);
            if (float.IsFinite(scoreValue) && !float.IsNaN(labelValue))
            {
                readProbability(ref probabilityValue);
                counters.Add(labelValue > 0, scoreValue, probabilityValue);
            }
        }

        return counters;
    }

    private static DataViewSchema.Column Find(IDataView data, string name, string role)
    {
        Contracts.CheckNonEmpty(name, $"{role}ColumnName");
        return data.Schema.GetColumnOrNull(name) ?? throw Contracts.ExceptSchemaMismatch("schema", role, name);
    }

    private static void CheckType(DataViewSchema.Column column, string role)
    {
        if (column.Type != NumberDataViewType.Single)
        {
            throw Contracts.ExceptSchemaMismatch("schema", role, column.Name, "Single", column.Type.ToString());
        }
    }
}

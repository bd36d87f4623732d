using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers;

/// <summary>Remembers the first feature of every row that it was fitted on, and fits another trainer.</summary>
internal sealed class RecordingTrainer(IEstimator<ITransformer> inner) : IEstimator<ITransformer>
{
    public List<float[]> Fits { get; } = [];

    public ITransformer Fit(IDataView input)
    {
        var seen = new List<float>();
        using (DataViewRowCursor cursor = input.GetRowCursor(input.Schema))
        {
            ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(input.Schema["Features"]);
            VBuffer<float> features = default;
            while (cursor.MoveNext())
            {
                get(ref features);
                seen.Add(features.GetItemOrDefault(0));
            }
        }
        Fits.Add([.. seen]);
        return inner.Fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
}

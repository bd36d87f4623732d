using EmotionKit.Tests.Support;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>A predicted vector.</summary>
internal sealed class VectorOut
{
    public VBuffer<float> Out { get; set; }

    public static string Text(VectorOut row) => RowDump.Text(row.Out);
}

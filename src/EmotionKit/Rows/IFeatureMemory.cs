using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>A view that may hold vectors of Single in memory, row behind row, so that a trainer can read them where they are.</summary>
internal interface IFeatureMemory
{
    /// <returns>The values of a column, or null where it is none of those.</returns>
    FeatureMemory? Find(DataViewSchema.Column column);
}

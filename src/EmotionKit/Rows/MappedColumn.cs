using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>A column that a stage adds.</summary>
internal sealed record MappedColumn(string Name, DataViewType Type, DataViewSchema.Annotations? Annotations = null);

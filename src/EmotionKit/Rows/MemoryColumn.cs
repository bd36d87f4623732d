using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>A column that is in memory: any row can be read at any time, by any number of threads.</summary>
internal abstract class MemoryColumn(string name, DataViewType type, DataViewSchema.Annotations? annotations = null)
{
    public string Name { get; } = name;

    public DataViewType Type { get; } = type;

    public DataViewSchema.Annotations? Annotations { get; } = annotations;

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the type's raw type for the row that <paramref name="row"/> says at each call.</summary>
    public abstract Delegate CreateGetter(Func<int> row);
}

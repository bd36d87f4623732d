using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>A column that belongs to no schema.</summary>
    public struct DetachedColumn
    {
        /// <summary>Creates a column.</summary>
        /// <param name="name">The name.</param>
        /// <param name="type">The type of the values.</param>
        /// <param name="annotations">The annotations, or null for none.</param>
        public DetachedColumn(string name, DataViewType type, Annotations annotations = null)
        {
            if (string.IsNullOrEmpty(name))
            {
                throw new ArgumentNullException(nameof(name));
            }

            Name = name;
            Type = type ?? throw new ArgumentNullException(nameof(type));
            Annotations = annotations ?? Annotations.Empty;
        }

        /// <summary>Detaches a column from its schema.</summary>
        /// <param name="column">The column.</param>
        public DetachedColumn(Column column)
        {
            Name = column.Name;
            Type = column.Type;
            Annotations = column.Annotations;
        }

        /// <summary>The name.</summary>
        public string Name { get; }

        /// <summary>The type of the values.</summary>
        public DataViewType Type { get; }

        /// <summary>The annotations.</summary>
        public Annotations Annotations { get; }
    }
}

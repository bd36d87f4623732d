using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>A column of a schema.</summary>
    public struct Column
    {
        internal Column(string name, int index, bool isHidden, DataViewType type, Annotations annotations)
        {
            Name = name;
            Index = index;
            IsHidden = isHidden;
            Type = type;
            Annotations = annotations ?? Annotations.Empty;
        }

        /// <summary>The name.</summary>
        public string Name { get; }

        /// <summary>The index in the schema, from 0.</summary>
        public int Index { get; }

        /// <summary>Whether a later column has the same name.</summary>
        public bool IsHidden { get; }

        /// <summary>The type of the values.</summary>
        public DataViewType Type { get; }

        /// <summary>What is known of the column beyond its type, such as the names of slots.</summary>
        public Annotations Annotations { get; }

        /// <inheritdoc/>
        public override string ToString()
        {
            string annotations = Annotations is null || Annotations.Schema.Count == 0
                ? null
                : $" {{{string.Join(", ", Annotations.Schema.Select(x => x.Name))}}}";
            return $"{Name}: {Type}{annotations}";
        }
    }
}

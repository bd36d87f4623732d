using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>Builds a schema column by column.</summary>
    public sealed class Builder
    {
        private readonly List<DetachedColumn> _items;

        /// <summary>Starts without columns.</summary>
        public Builder()
        {
            _items = [];
        }

        /// <summary>Adds a column; it hides those of the same name before it.</summary>
        /// <param name="name">The name.</param>
        /// <param name="type">The type of the values.</param>
        /// <param name="annotations">The annotations, or null for none.</param>
        public void AddColumn(string name, DataViewType type, Annotations annotations = null) =>
            _items.Add(new DetachedColumn(name, type, annotations));

        /// <summary>Adds columns of a schema.</summary>
        /// <param name="source">The columns.</param>
        public void AddColumns(IEnumerable<Column> source)
        {
            foreach (Column column in source)
            {
                _items.Add(new DetachedColumn(column));
            }
        }

        /// <summary>Adds columns.</summary>
        /// <param name="source">The columns.</param>
        public void AddColumns(IEnumerable<DetachedColumn> source)
        {
            foreach (DetachedColumn column in source)
            {
                AddColumn(column.Name, column.Type, column.Annotations);
            }
        }

        /// <summary>Makes a schema of the columns added so far.</summary>
        /// <returns>The schema.</returns>
        public DataViewSchema ToSchema()
        {
            var indices = new Dictionary<string, int>(_items.Count);
            for (int i = 0; i < _items.Count; i++)
            {
                indices[_items[i].Name] = i;
            }

            var columns = new Column[_items.Count];
            for (int i = 0; i < columns.Length; i++)
            {
                DetachedColumn item = _items[i];
                columns[i] = new Column(item.Name, i, indices[item.Name] != i, item.Type, item.Annotations);
            }

            return new DataViewSchema(columns, indices);
        }
    }
}

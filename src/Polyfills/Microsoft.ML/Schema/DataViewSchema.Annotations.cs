namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>A row of named values that belong to a column, such as the names of its slots or the values of its keys.</summary>
    public sealed partial class Annotations
    {
        private readonly Delegate[] _getters;

        private Annotations(DataViewSchema schema, Delegate[] getters)
        {
            Schema = schema;
            _getters = getters;
        }

        /// <summary>No annotations.</summary>
        public static Annotations Empty { get; } = new Annotations(new DataViewSchema([], []), []);

        /// <summary>The names and types of the annotations.</summary>
        public DataViewSchema Schema { get; }

        /// <summary>Reads an annotation.</summary>
        /// <typeparam name="TValue">The type that represents the value.</typeparam>
        /// <param name="column">A column of <see cref="Schema"/>.</param>
        /// <returns>The getter.</returns>
        /// <exception cref="InvalidOperationException">The annotation has another type.</exception>
        public ValueGetter<TValue> GetGetter<TValue>(Column column)
        {
            if (column.Index >= _getters.Length)
            {
                throw new ArgumentException($"There is no annotation at index {column.Index}.", nameof(column));
            }

            return _getters[column.Index] as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Invalid call to '{nameof(GetGetter)}': annotation '{column.Name}' is {column.Type}, not {typeof(TValue)}.");
        }

        /// <summary>Reads an annotation.</summary>
        /// <typeparam name="TValue">The type that represents the value.</typeparam>
        /// <param name="kind">The name of the annotation.</param>
        /// <param name="value">Receives the value.</param>
        /// <exception cref="InvalidOperationException">There is no such annotation, or it has another type.</exception>
        public void GetValue<TValue>(string kind, ref TValue value)
        {
            Column column = Schema.GetColumnOrNull(kind)
                ?? throw new InvalidOperationException($"Invalid call to '{nameof(GetValue)}': there is no annotation '{kind}'.");
            GetGetter<TValue>(column)(ref value);
        }

        /// <inheritdoc/>
        public override string ToString() => string.Join(", ", Schema.Select(x => x.Name));
    }
}

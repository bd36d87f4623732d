namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>A column and the member it is taken from.</summary>
    public sealed class Column
    {
        private readonly DataViewSchema.Annotations.Builder _annotations = new();

        internal Column(string memberName, DataViewType columnType, string columnName)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        /// <summary>The name of the member.</summary>
        public string MemberName { get; }

        /// <summary>The name of the column; if null, that of the member.</summary>
        public string ColumnName { get; set; }

        /// <summary>The type of the column; if null, that which follows from the member's.</summary>
        public DataViewType ColumnType { get; set; }

        /// <summary>The annotations of the column.</summary>
        public DataViewSchema.Annotations Annotations => _annotations.ToAnnotations();

        /// <summary>Annotates the column.</summary>
        /// <typeparam name="T">The type of the value: one that a member could have.</typeparam>
        /// <param name="kind">The name of the annotation.</param>
        /// <param name="value">The value.</param>
        /// <param name="annotationType">The type of the annotation.</param>
        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            Contracts.CheckValue(kind, nameof(kind));
            Contracts.CheckValue(annotationType, nameof(annotationType));
            Contracts.Check(Annotations.Schema.GetColumnOrNull(kind) is null, "Column already contains an annotation of this kind.");
            _annotations.Add(kind, annotationType, ConstantGetter.Create(value, annotationType));
        }

        internal void AddAnnotations(DataViewSchema.Annotations annotations) =>
            _annotations.Add(annotations, kind => Annotations.Schema.GetColumnOrNull(kind) is null);
    }
}

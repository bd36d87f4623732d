namespace Microsoft.ML.Data;

public sealed partial class DataDebuggerPreview
{
    /// <summary>The values of a column.</summary>
    public sealed class ColumnInfo
    {
        internal ColumnInfo(DataViewSchema.Column column, object[] values)
        {
            Column = column;
            Values = values;
        }

        /// <summary>The column.</summary>
        public DataViewSchema.Column Column { get; }

        /// <summary>Its values, one per row.</summary>
        public object[] Values { get; }
    }

    /// <summary>The values of a row.</summary>
    public sealed class RowInfo
    {
        internal RowInfo(KeyValuePair<string, object>[] values)
        {
            Values = values;
        }

        /// <summary>The names of the columns with their values.</summary>
        public KeyValuePair<string, object>[] Values { get; }
    }
}

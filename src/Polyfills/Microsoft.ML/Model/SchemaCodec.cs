using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes schemas to model files, with their annotations.</summary>
internal static class SchemaCodec
{
    public static void Write(BinaryWriter writer, DataViewSchema schema)
    {
        writer.Write(schema.Count);
        foreach (DataViewSchema.Column column in schema)
        {
            writer.Write(column.Name);
            TypeCodec.Write(writer, column.Type);
            writer.Write(column.Annotations.Schema.Count);
            foreach (DataViewSchema.Column annotation in column.Annotations.Schema)
            {
                writer.Write(annotation.Name);
                TypeCodec.Write(writer, annotation.Type);
                GenericInvoker.Static(typeof(SchemaCodec), nameof(WriteAnnotation), [DataViewTypes.ItemTypeOf(annotation.Type).RawType], writer, column.Annotations, annotation);
            }
        }
    }

    public static DataViewSchema Read(BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        int columns = ValueCodec.ReadCount(reader);
        for (int i = 0; i < columns; i++)
        {
            string name = reader.ReadString();
            DataViewType type = TypeCodec.Read(reader);
            var annotations = new DataViewSchema.Annotations.Builder();
            int count = ValueCodec.ReadCount(reader);
            for (int j = 0; j < count; j++)
            {
                string kind = reader.ReadString();
                DataViewType annotationType = TypeCodec.Read(reader);
                Array values = ValueCodec.ReadArray(reader, DataViewTypes.ItemTypeOf(annotationType).RawType);
                annotations.Add(kind, annotationType, ConstantGetter.Create(annotationType is VectorDataViewType ? values : values.GetValue(0), annotationType));
            }

            builder.AddColumn(name, type, annotations.ToAnnotations());
        }

        return builder.ToSchema();
    }

    private static void WriteAnnotation<T>(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        if (annotation.Type is VectorDataViewType)
        {
            VBuffer<T> vector = default;
            annotations.GetValue(annotation.Name, ref vector);
            ValueCodec.WriteArray(writer, vector.DenseValues().ToArray());
            return;
        }

        T value = default;
        annotations.GetValue(annotation.Name, ref value);
        ValueCodec.WriteArray(writer, new[] { value });
    }
}

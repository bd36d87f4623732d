using System.Reflection;
using System.Text.Json;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Bundles;

/// <summary>A column's annotations as JSON: texts, numbers, Booleans, and vectors of them.</summary>
internal static class AnnotationJson
{
    private static readonly MethodInfo ReadScalarMethod = Method(nameof(ReadScalar));
    private static readonly MethodInfo ReadVectorMethod = Method(nameof(ReadVector));
    private static readonly MethodInfo AddScalarMethod = Method(nameof(AddScalar));
    private static readonly MethodInfo AddVectorMethod = Method(nameof(AddVector));

    /// <summary>What can be written of a column's annotations; null for nothing.</summary>
    public static IReadOnlyList<BundleAnnotation>? Write(DataViewSchema.Annotations annotations)
    {
        var written = new List<BundleAnnotation>();
        foreach (DataViewSchema.Column column in annotations.Schema)
        {
            DataViewType item = column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;
            if (column.IsHidden || item is not (TextDataViewType or NumberDataViewType or BooleanDataViewType))
                continue;
            MethodInfo method = column.Type is VectorDataViewType ? ReadVectorMethod : ReadScalarMethod;
            object? value = method.MakeGenericMethod(item.RawType).Invoke(null, [annotations, column.Name]);
            written.Add(new BundleAnnotation(column.Name, TypeText.Of(column.Type), JsonSerializer.SerializeToElement(value, OptionsJson.Settings)));
        }
        return written.Count == 0 ? null : written;
    }

    /// <exception cref="BundleFormatException">A type is unknown, or a value does not fit it.</exception>
    public static DataViewSchema.Annotations? Read(string column, IReadOnlyList<BundleAnnotation>? annotations)
    {
        if (annotations is null || annotations.Count == 0)
            return null;
        var builder = new DataViewSchema.Annotations.Builder();
        foreach (BundleAnnotation annotation in annotations)
        {
            DataViewType? type = TypeParser.Parse(annotation.Type);
            DataViewType? item = type is VectorDataViewType vector ? vector.ItemType : type;
            if (item is not (TextDataViewType or NumberDataViewType or BooleanDataViewType))
                throw new BundleFormatException($"Input column '{column}', annotation '{annotation.Kind}': unknown type '{annotation.Type}'.");
            MethodInfo method = type is VectorDataViewType ? AddVectorMethod : AddScalarMethod;
            try
            {
                method.MakeGenericMethod(item.RawType).Invoke(null, [builder, annotation.Kind, type, annotation.Value]);
            }
            catch (TargetInvocationException e) when (e.InnerException is JsonException or InvalidDataException or InvalidOperationException)
            {
                throw new BundleFormatException(
                    $"Input column '{column}', annotation '{annotation.Kind}': the value does not fit {annotation.Type}: {e.InnerException.Message}", e.InnerException);
            }
        }
        return builder.ToAnnotations();
    }

    private static MethodInfo Method(string name) => typeof(AnnotationJson).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private static object? ReadScalar<T>(DataViewSchema.Annotations annotations, string kind)
    {
        T value = default!;
        annotations.GetValue(kind, ref value);
        return value is ReadOnlyMemory<char> text ? text.ToString() : value;
    }

    private static object ReadVector<T>(DataViewSchema.Annotations annotations, string kind)
    {
        VBuffer<T> value = default;
        annotations.GetValue(kind, ref value);
        T[] values = [.. value.DenseValues()];
        return values is ReadOnlyMemory<char>[] texts ? Array.ConvertAll(texts, text => text.ToString()) : values.Cast<object>().ToArray();
    }

    private static void AddScalar<T>(DataViewSchema.Annotations.Builder builder, string kind, PrimitiveDataViewType type, JsonElement json) =>
        builder.AddPrimitiveValue(kind, type, Value<T>(json));

    private static void AddVector<T>(DataViewSchema.Annotations.Builder builder, string kind, VectorDataViewType type, JsonElement json)
    {
        T[] values = [.. json.EnumerateArray().Select(Value<T>)];
        if (type.IsKnownSize && values.Length != type.Size)
            throw new InvalidDataException($"expected {type.Size} values, got {values.Length}");
        builder.Add(kind, type, (ref VBuffer<T> value) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, values.Length);
            values.CopyTo(editor.Values);
            value = editor.Commit();
        });
    }

    private static T Value<T>(JsonElement json) => typeof(T) == typeof(ReadOnlyMemory<char>)
        ? (T)(object)(json.GetString() ?? throw new InvalidDataException("expected a text, got null")).AsMemory()
        : json.Deserialize<T>(OptionsJson.Settings)!;
}

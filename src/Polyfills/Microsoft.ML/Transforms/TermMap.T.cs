using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Numbered values.</summary>
internal sealed class TermMap<T> : TermMap
{
    private readonly T[] _terms;
    private readonly Dictionary<T, uint> _keys;

    public TermMap(PrimitiveDataViewType itemType, T[] terms)
        : base(itemType)
    {
        _terms = terms;
        _keys = new Dictionary<T, uint>(terms.Length, TermComparer<T>.Equality);
        for (int i = 0; i < terms.Length; i++)
        {
            _keys.Add(terms[i], (uint)i + 1);
        }
    }

    public override int Count => _terms.Length;

    public override void AddKeyValues(DataViewSchema.Annotations.Builder builder, bool asText)
    {
        if (_terms.Length == 0)
        {
            return;
        }

        if (!asText || ItemType is TextDataViewType)
        {
            builder.Add(AnnotationKinds.KeyValues, new VectorDataViewType(ItemType, _terms.Length), ConstantGetter.Vector(new VBuffer<T>(_terms.Length, _terms)));
            return;
        }

        ReadOnlyMemory<char>[] texts = Array.ConvertAll(_terms, t => Convert.ToString(t, CultureInfo.InvariantCulture).AsMemory());
        builder.Add(AnnotationKinds.KeyValues, new VectorDataViewType(TextDataViewType.Instance, texts.Length), ConstantGetter.Vector(new VBuffer<ReadOnlyMemory<char>>(texts.Length, texts)));
    }

    public override Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> read = row.GetGetter<T>(column);
            T value = default;
            return (ValueGetter<uint>)((ref uint key) =>
            {
                read(ref value);
                key = KeyOf(value);
            });
        }

        ValueGetter<VBuffer<T>> readVector = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        uint defaultKey = KeyOf(default);
        return (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> keys) =>
        {
            readVector(ref vector);
            Map(vector, defaultKey, ref keys);
        });
    }

    public override void Save(BinaryWriter writer)
    {
        TypeCodec.Write(writer, ItemType);
        ValueCodec.WriteArray(writer, _terms);
    }

    private void Map(VBuffer<T> vector, uint defaultKey, ref VBuffer<uint> keys)
    {
        ReadOnlySpan<T> values = vector.GetValues();
        ReadOnlySpan<int> indices = vector.GetIndices();
        bool sparse = !vector.IsDense && defaultKey == 0;
        VBufferEditor<uint> editor = VBufferEditor.Create(ref keys, vector.Length, sparse ? values.Length : vector.Length);
        if (sparse)
        {
            indices.CopyTo(editor.Indices);
        }
        else
        {
            editor.Values.Fill(defaultKey);
        }

        for (int i = 0; i < values.Length; i++)
        {
            editor.Values[sparse || vector.IsDense ? i : indices[i]] = KeyOf(values[i]);
        }

        keys = editor.Commit();
    }

    private uint KeyOf(T value) => TermComparer<T>.IsMissing(value) ? 0 : _keys.GetValueOrDefault(value);
}

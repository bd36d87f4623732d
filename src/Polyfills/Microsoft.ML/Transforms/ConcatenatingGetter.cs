namespace Microsoft.ML.Data;

/// <summary>Joins the values of columns; sparse where at most half of them are explicit.</summary>
internal static class ConcatenatingGetter
{
    public static Delegate Create<T>(DataViewRow row, DataViewSchema.Column[] sources)
    {
        var scalars = new ValueGetter<T>[sources.Length];
        var vectors = new ValueGetter<VBuffer<T>>[sources.Length];
        for (int i = 0; i < sources.Length; i++)
        {
            if (sources[i].Type is VectorDataViewType)
            {
                vectors[i] = row.GetGetter<VBuffer<T>>(sources[i]);
            }
            else
            {
                scalars[i] = row.GetGetter<T>(sources[i]);
            }
        }

        var buffers = new VBuffer<T>[sources.Length];
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
        {
            Read(sources, scalars, vectors, buffers);
            Join(buffers, ref destination);
        });
    }

    private static void Read<T>(DataViewSchema.Column[] sources, ValueGetter<T>[] scalars, ValueGetter<VBuffer<T>>[] vectors, VBuffer<T>[] buffers)
    {
        for (int i = 0; i < buffers.Length; i++)
        {
            if (vectors[i] is null)
            {
                VBufferEditor<T> editor = VBufferEditor.Create(ref buffers[i], 1);
                scalars[i](ref editor.Values[0]);
                buffers[i] = editor.Commit();
                continue;
            }

            vectors[i](ref buffers[i]);
            int expected = ((VectorDataViewType)sources[i].Type).Size;
            if (expected != 0 && expected != buffers[i].Length)
            {
                throw Contracts.Except($"Column '{sources[i].Name}': expected {expected} slots, but got {buffers[i].Length}");
            }
        }
    }

    private static void Join<T>(VBuffer<T>[] buffers, ref VBuffer<T> destination)
    {
        int length = 0;
        int count = 0;
        foreach (VBuffer<T> buffer in buffers)
        {
            length = checked(length + buffer.Length);
            count += buffer.GetValues().Length;
        }

        bool sparse = count <= length / 2;
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, sparse ? count : length);
        int offset = 0;
        int position = 0;
        foreach (VBuffer<T> buffer in buffers)
        {
            if (!sparse)
            {
                buffer.CopyTo(editor.Values, offset);
            }
            else
            {
                ReadOnlySpan<T> values = buffer.GetValues();
                ReadOnlySpan<int> indices = buffer.GetIndices();
                for (int i = 0; i < values.Length; i++)
                {
                    editor.Values[position] = values[i];
                    editor.Indices[position++] = offset + (buffer.IsDense ? i : indices[i]);
                }
            }

            offset += buffer.Length;
        }

        destination = editor.Commit();
    }
}

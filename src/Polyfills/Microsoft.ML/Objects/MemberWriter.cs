namespace Microsoft.ML.Data;

/// <summary>Makes actions that write a column of a row into a member of an object.</summary>
internal static class MemberWriter<TRow>
    where TRow : class
{
    public static Action<TRow> Create(ObjectMember member, DataViewRow row, DataViewSchema.Column column)
    {
        Type memberType = member.Type;
        Type itemType = ObjectMember.ItemTypeOf(memberType, out bool isVector);
        if (itemType == typeof(string) && memberType.IsArray)
        {
            return TextArray(member, row, column);
        }

        if (itemType == typeof(string))
        {
            return Text(member, row, column);
        }

        string method = memberType.IsArray ? nameof(Array) : isVector ? nameof(Vector) : nameof(Scalar);
        return (Action<TRow>)GenericInvoker.Static(typeof(MemberWriter<TRow>), method, [itemType], member, row, column);
    }

    private static Action<TRow> Scalar<T>(ObjectMember member, DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> read = row.GetGetter<T>(column);
        Action<TRow, T> write = MemberAccess.Setter<TRow, T>(member.Info);
        T buffer = default;
        return target =>
        {
            read(ref buffer);
            write(target, buffer);
        };
    }

    private static Action<TRow> Text(ObjectMember member, DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<ReadOnlyMemory<char>> read = row.GetGetter<ReadOnlyMemory<char>>(column);
        Action<TRow, string> write = MemberAccess.Setter<TRow, string>(member.Info);
        ReadOnlyMemory<char> buffer = default;
        return target =>
        {
            read(ref buffer);
            write(target, buffer.ToString());
        };
    }

    private static Action<TRow> TextArray(ObjectMember member, DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> read = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        Action<TRow, string[]> write = MemberAccess.Setter<TRow, string[]>(member.Info);
        VBuffer<ReadOnlyMemory<char>> buffer = default;
        return target =>
        {
            read(ref buffer);
            var texts = new string[buffer.Length];
            System.Array.Fill(texts, string.Empty);
            foreach (KeyValuePair<int, ReadOnlyMemory<char>> item in buffer.Items())
            {
                texts[item.Key] = item.Value.ToString();
            }

            write(target, texts);
        };
    }

    private static Action<TRow> Array<T>(ObjectMember member, DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> read = row.GetGetter<VBuffer<T>>(column);
        Func<TRow, T[]> present = MemberAccess.GetterOrDefault<TRow, T[]>(member.Info);
        Action<TRow, T[]> write = MemberAccess.Setter<TRow, T[]>(member.Info);
        VBuffer<T> buffer = default;
        return target =>
        {
            read(ref buffer);
            T[] values = present(target);
            if (values is null || values.Length != buffer.Length)
            {
                values = buffer.Length == 0 ? [] : new T[buffer.Length];
            }

            buffer.CopyTo(values);
            write(target, values);
        };
    }

    private static Action<TRow> Vector<T>(ObjectMember member, DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> read = row.GetGetter<VBuffer<T>>(column);
        Func<TRow, VBuffer<T>> present = MemberAccess.GetterOrDefault<TRow, VBuffer<T>>(member.Info);
        Action<TRow, VBuffer<T>> write = MemberAccess.Setter<TRow, VBuffer<T>>(member.Info);
        return target =>
        {
            VBuffer<T> value = present(target);
            read(ref value);
            write(target, value);
        };
    }
}

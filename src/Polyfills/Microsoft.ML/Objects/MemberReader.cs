using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Makes getters that read a member of the present object.</summary>
internal static class MemberReader<TRow>
    where TRow : class
{
    /// <summary>Makes a function from a holder to the getter, whose compiled part is shared.</summary>
    public static Func<ObjectHolder<TRow>, Delegate> Create(ObjectMember member)
    {
        Type memberType = member.Type;
        Type itemType = ObjectMember.ItemTypeOf(memberType, out bool isVector);
        if (itemType == typeof(string))
        {
            return isVector ? TextArray(member) : Text(member);
        }

        string method = memberType.IsArray ? nameof(Array)
            : isVector ? nameof(Vector)
            : member.ColumnType is KeyDataViewType ? nameof(Key)
            : nameof(Scalar);
        return (Func<ObjectHolder<TRow>, Delegate>)GenericInvoker.Static(typeof(MemberReader<TRow>), method, [itemType], member);
    }

    private static Func<ObjectHolder<TRow>, Delegate> Scalar<T>(ObjectMember member)
    {
        Func<TRow, T> read = MemberAccess.Getter<TRow, T>(member.Info);
        return holder => (ValueGetter<T>)((ref T destination) => destination = read(holder.Current));
    }

    // A member counts from 0, a key from 1: what is beyond the count becomes missing.
    private static Func<ObjectHolder<TRow>, Delegate> Key<T>(ObjectMember member)
        where T : struct, IUnsignedNumber<T>
    {
        Func<TRow, T> read = MemberAccess.Getter<TRow, T>(member.Info);
        ulong count = ((KeyDataViewType)member.ColumnType).Count;
        return holder => (ValueGetter<T>)((ref T destination) =>
        {
            T value = read(holder.Current);
            destination = ulong.CreateTruncating(value) < count ? value + T.One : T.Zero;
        });
    }

    private static Func<ObjectHolder<TRow>, Delegate> Text(ObjectMember member)
    {
        Func<TRow, string> read = MemberAccess.Getter<TRow, string>(member.Info);
        return holder => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> destination) => destination = read(holder.Current).AsMemory());
    }

    private static Func<ObjectHolder<TRow>, Delegate> TextArray(ObjectMember member)
    {
        Func<TRow, string[]> read = MemberAccess.Getter<TRow, string[]>(member.Info);
        return holder => (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> destination) =>
        {
            ReadOnlySpan<string> values = read(holder.Current);
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref destination, values.Length);
            for (int i = 0; i < values.Length; i++)
            {
                editor.Values[i] = values[i].AsMemory();
            }

            destination = editor.Commit();
        });
    }

    private static Func<ObjectHolder<TRow>, Delegate> Array<T>(ObjectMember member)
    {
        Func<TRow, T[]> read = MemberAccess.Getter<TRow, T[]>(member.Info);
        return holder => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
        {
            ReadOnlySpan<T> values = read(holder.Current);
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, values.Length);
            values.CopyTo(editor.Values);
            destination = editor.Commit();
        });
    }

    private static Func<ObjectHolder<TRow>, Delegate> Vector<T>(ObjectMember member)
    {
        Func<TRow, VBuffer<T>> read = MemberAccess.Getter<TRow, VBuffer<T>>(member.Info);
        return holder => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => read(holder.Current).CopyTo(ref destination));
    }
}

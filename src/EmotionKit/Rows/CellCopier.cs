using System.Reflection;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Copies a column value of type <typeparamref name="T"/>: vectors deeply, all else by assignment.</summary>
internal static class CellCopier<T>
{
    public delegate void Copier(in T source, ref T destination);

    public static readonly Copier Copy = Create();

    private static Copier Create()
    {
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>))
        {
            MethodInfo method = typeof(CellCopier<T>).GetMethod(nameof(CopyVector), BindingFlags.Static | BindingFlags.NonPublic)!;
            return method.MakeGenericMethod(typeof(T).GetGenericArguments()).CreateDelegate<Copier>();
        }
        return static (in T source, ref T destination) => destination = source;
    }

    private static void CopyVector<TItem>(in VBuffer<TItem> source, ref VBuffer<TItem> destination) =>
        source.CopyTo(ref destination);
}

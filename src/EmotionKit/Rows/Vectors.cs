using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Types and buffers of Single vectors, which is what nearly every component reads and writes.</summary>
internal static class Vectors
{
    /// <summary><c>VarVector&lt;Single&gt;</c>.</summary>
    public static readonly VectorDataViewType Variable = new(NumberDataViewType.Single);

    /// <summary>Stands for a vector of known size where the size does not matter: in promises.</summary>
    public static readonly VectorDataViewType SomeSize = new(NumberDataViewType.Single, 1);

    public static VectorDataViewType Known(params int[] dimensions) => new(NumberDataViewType.Single, dimensions);

    /// <summary>Makes <paramref name="vector"/> dense of the given length, on its old memory where that is enough.</summary>
    /// <returns>Its values, still to be written: they hold an earlier row's.</returns>
    public static Span<T> Resize<T>(ref VBuffer<T> vector, int length)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref vector, length);
        vector = editor.Commit();
        return editor.Values;
    }
}

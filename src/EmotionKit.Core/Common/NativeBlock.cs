using System.Runtime.InteropServices;

namespace EmotionKit;

/// <summary>Memory outside the collected heap, freed at once; counted, so that tests of how much training needs can see it.</summary>
internal static unsafe class NativeBlock
{
    private static long _alive;

    /// <summary>Bytes in use.</summary>
    public static long Alive => Volatile.Read(ref _alive);

    /// <summary>Uninitialised memory for <paramref name="count"/> values.</summary>
    public static T* Alloc<T>(int count)
        where T : unmanaged
    {
        void* block = NativeMemory.Alloc((nuint)count, (nuint)sizeof(T));
        Interlocked.Add(ref _alive, (long)count * sizeof(T));
        return (T*)block;
    }

    /// <summary>Frees what <see cref="Alloc"/> gave for the same <paramref name="count"/>; null is nothing.</summary>
    public static void Free<T>(T* block, int count)
        where T : unmanaged
    {
        if (block is null)
            return;
        NativeMemory.Free(block);
        Interlocked.Add(ref _alive, -(long)count * sizeof(T));
    }
}

using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>Conversions between the values of columns and those of tensors. Types rather than delegates, so that each copy loop is
/// compiled with its own.</summary>
internal static class Conversion
{
    /// <summary>Converts as many values as <c>source</c> has.</summary>
    public interface IConversion<TSource, TTarget>
    {
        static abstract void Convert(ReadOnlySpan<TSource> source, Span<TTarget> target);
    }

    public readonly struct Same<T> : IConversion<T, T>
    {
        public static void Convert(ReadOnlySpan<T> source, Span<T> target) => source.CopyTo(target);
    }

    public readonly struct SingleToDouble : IConversion<float, double>
    {
        public static void Convert(ReadOnlySpan<float> source, Span<double> target)
        {
            for (int i = 0; i < source.Length; i++)
                target[i] = source[i];
        }
    }

    public readonly struct Int32ToInt64 : IConversion<int, long>
    {
        public static void Convert(ReadOnlySpan<int> source, Span<long> target)
        {
            for (int i = 0; i < source.Length; i++)
                target[i] = source[i];
        }
    }

    /// <summary>Rounds to the nearest; what is beyond 65504 becomes infinite.</summary>
    public readonly struct SingleToHalf : IConversion<float, Float16>
    {
        public static void Convert(ReadOnlySpan<float> source, Span<Float16> target)
        {
            Span<Half> halves = MemoryMarshal.Cast<Float16, Half>(target);
            for (int i = 0; i < source.Length; i++)
                halves[i] = (Half)source[i];
        }
    }

    public readonly struct HalfToSingle : IConversion<Float16, float>
    {
        public static void Convert(ReadOnlySpan<Float16> source, Span<float> target)
        {
            ReadOnlySpan<Half> halves = MemoryMarshal.Cast<Float16, Half>(source);
            for (int i = 0; i < halves.Length; i++)
                target[i] = (float)halves[i];
        }
    }
}

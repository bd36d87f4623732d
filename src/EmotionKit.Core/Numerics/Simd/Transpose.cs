using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace EmotionKit.Numerics.Simd;

/// <summary>Transposes squares of floats in registers.</summary>
internal static unsafe class Transpose
{
    /// <summary>Whether <see cref="Load8"/> has instructions to work with.</summary>
    public static bool Has8 => Avx.IsSupported;

    /// <summary>Whether <see cref="Load4"/> has instructions to work with.</summary>
    public static bool Has4 => Sse.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Reads eight floats from each of eight places; output i holds the i-th of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Rows8 Load8(float* a, float* b, float* c, float* d, float* e, float* f, float* g, float* h)
    {
        // Halves are joined as they are loaded, so that no shuffle has to cross the middle of a register.
        Rows8 rows;
        Square(Join(a, e), Join(b, f), Join(c, g), Join(d, h), out rows.R0, out rows.R1, out rows.R2, out rows.R3);
        Square(Join(a + 4, e + 4), Join(b + 4, f + 4), Join(c + 4, g + 4), Join(d + 4, h + 4), out rows.R4, out rows.R5, out rows.R6, out rows.R7);
        return rows;
    }

    /// <summary>Reads four floats from each of four places; output i holds the i-th of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Rows4 Load4(float* a, float* b, float* c, float* d)
    {
        Vector128<float> va = Vector128.Load(a), vb = Vector128.Load(b), vc = Vector128.Load(c), vd = Vector128.Load(d);
        Vector128<float> abLow = UnpackLow(va, vb), abHigh = UnpackHigh(va, vb), cdLow = UnpackLow(vc, vd), cdHigh = UnpackHigh(vc, vd);
        Rows4 rows;
        rows.R0 = Vector128.Create(abLow.GetLower(), cdLow.GetLower());
        rows.R1 = Vector128.Create(abLow.GetUpper(), cdLow.GetUpper());
        rows.R2 = Vector128.Create(abHigh.GetLower(), cdHigh.GetLower());
        rows.R3 = Vector128.Create(abHigh.GetUpper(), cdHigh.GetUpper());
        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Join(float* low, float* high) => Vector256.Create(Vector128.Load(low), Vector128.Load(high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(
        Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d,
        out Vector256<float> r0, out Vector256<float> r1, out Vector256<float> r2, out Vector256<float> r3)
    {
        Vector256<float> abLow = Avx.UnpackLow(a, b), abHigh = Avx.UnpackHigh(a, b), cdLow = Avx.UnpackLow(c, d), cdHigh = Avx.UnpackHigh(c, d);
        r0 = Avx.Shuffle(abLow, cdLow, 0x44);
        r1 = Avx.Shuffle(abLow, cdLow, 0xEE);
        r2 = Avx.Shuffle(abHigh, cdHigh, 0x44);
        r3 = Avx.Shuffle(abHigh, cdHigh, 0xEE);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    /// <summary>Eight vectors of eight floats.</summary>
    public struct Rows8
    {
        public Vector256<float> R0, R1, R2, R3, R4, R5, R6, R7;
    }

    /// <summary>Four vectors of four floats.</summary>
    public struct Rows4
    {
        public Vector128<float> R0, R1, R2, R3;
    }
}

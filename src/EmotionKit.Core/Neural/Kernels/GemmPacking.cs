using System.Runtime.Intrinsics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Copies blocks of a matrix into the order in which the tiles read them.</summary>
internal static unsafe class GemmPacking
{
    private const int LineRows = 8;

    /// <summary>
    /// Panels of <paramref name="panel"/> neighbours: panel q holds, for each of <paramref name="depth"/> steps, the numbers q * panel and following of
    /// <paramref name="count"/>; the last panel is filled with zeros. Number i of step p is source[p * stride + i], or source[i * stride + p] where
    /// <paramref name="across"/>.
    /// </summary>
    public static void Pack(float* source, nint stride, bool across, int count, int depth, int panel, float* target)
    {
        int whole = 0;
        if (!across && panel % 16 == 0)
        {
            whole = count / panel;
            Lines(source, stride, whole, depth, panel, target);
        }
        target += (nint)whole * panel * depth;
        for (int first = whole * panel; first < count; first += panel, target += (nint)panel * depth)
        {
            int width = Math.Min(panel, count - first);
            if (across)
                Across(source + first * stride, stride, width, depth, panel, target);
            else
                Along(source + first, stride, width, depth, panel, target);
        }
    }

    /// <summary>Whole panels of whole cache lines: a few rows at a time, so that memory is read in streams.</summary>
    private static void Lines(float* source, nint stride, int panels, int depth, int panel, float* target)
    {
        for (int first = 0; first < depth; first += LineRows)
        {
            int rows = Math.Min(LineRows, depth - first);
            for (int q = 0; q < panels; q++)
            {
                float* from = source + first * stride + (nint)q * panel, to = target + ((nint)q * depth + first) * panel;
                for (int r = 0; r < rows; r++, from += stride, to += panel)
                {
                    for (int i = 0; i < panel; i += 16)
                        Vector512.Store(Vector512.Load(from + i), to + i);
                }
            }
        }
    }

    private static void Along(float* source, nint stride, int width, int depth, int panel, float* target)
    {
        for (int p = 0; p < depth; p++, source += stride, target += panel)
        {
            if (width == panel && panel == 8)
            {
                Vector256.Store(Vector256.Load(source), target);
                continue;
            }
            for (int i = 0; i < width; i++)
                target[i] = source[i];
            for (int i = width; i < panel; i++)
                target[i] = 0;
        }
    }

    private static void Across(float* source, nint stride, int width, int depth, int panel, float* target)
    {
        int i = 0;
        if (Transpose.Has8)
        {
            for (; i <= width - 8; i += 8)
                Across8(source + i * stride, stride, depth, panel, target + i);
        }
        if (Transpose.Has4)
        {
            for (; i <= width - 4; i += 4)
                Across4(source + i * stride, stride, depth, panel, target + i);
        }
        for (; i < width; i++)
        {
            for (int p = 0; p < depth; p++)
                target[p * panel + i] = source[i * stride + p];
        }
        for (; i < panel; i++)
        {
            for (int p = 0; p < depth; p++)
                target[p * panel + i] = 0;
        }
    }

    private static void Across8(float* source, nint stride, int depth, int panel, float* target)
    {
        int p = 0;
        for (; p <= depth - 8; p += 8, target += 8 * panel)
        {
            float* at = source + p;
            Transpose.Rows8 rows = Transpose.Load8(
                at, at + stride, at + 2 * stride, at + 3 * stride, at + 4 * stride, at + 5 * stride, at + 6 * stride, at + 7 * stride);
            Vector256.Store(rows.R0, target);
            Vector256.Store(rows.R1, target + panel);
            Vector256.Store(rows.R2, target + 2 * panel);
            Vector256.Store(rows.R3, target + 3 * panel);
            Vector256.Store(rows.R4, target + 4 * panel);
            Vector256.Store(rows.R5, target + 5 * panel);
            Vector256.Store(rows.R6, target + 6 * panel);
            Vector256.Store(rows.R7, target + 7 * panel);
        }
        for (; p < depth; p++, target += panel)
        {
            for (int i = 0; i < 8; i++)
                target[i] = source[i * stride + p];
        }
    }

    private static void Across4(float* source, nint stride, int depth, int panel, float* target)
    {
        int p = 0;
        for (; p <= depth - 4; p += 4, target += 4 * panel)
        {
            float* at = source + p;
            Transpose.Rows4 rows = Transpose.Load4(at, at + stride, at + 2 * stride, at + 3 * stride);
            Vector128.Store(rows.R0, target);
            Vector128.Store(rows.R1, target + panel);
            Vector128.Store(rows.R2, target + 2 * panel);
            Vector128.Store(rows.R3, target + 3 * panel);
        }
        for (; p < depth; p++, target += panel)
        {
            for (int i = 0; i < 4; i++)
                target[i] = source[i * stride + p];
        }
    }
}

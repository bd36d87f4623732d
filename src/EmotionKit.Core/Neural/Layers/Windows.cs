using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>From windows over a tensor to what kernels take. A sequence is an image of height 1.</summary>
internal static class Windows
{
    /// <summary>The window over an axis that is not there.</summary>
    public static Window One { get; } = new(1, 1, 1, Padding.Valid, 0, 0);

    public static ConvGeometry Geometry(Window vertical, Window horizontal, Tensor input, bool overTime, int batch) => new()
    {
        Batch = batch,
        InH = overTime ? 1 : input.Shape[0],
        InW = overTime ? input.Shape[0] : input.Shape[1],
        InC = input.Channels,
        OutC = input.Channels,
        KH = vertical.Size,
        KW = horizontal.Size,
        StrideH = vertical.Stride,
        StrideW = horizontal.Stride,
        PadTop = vertical.Before,
        PadBottom = vertical.After,
        PadLeft = horizontal.Before,
        PadRight = horizontal.After,
        DilationH = vertical.Dilation,
        DilationW = horizontal.Dilation,
    };

    /// <summary>The same for one row of fewer frames, padded to one window where it is shorter.</summary>
    public static ConvGeometry ForRow(in ConvGeometry geometry, bool overTime, int frames) => overTime
        ? geometry with { Batch = 1, InW = frames, PadRight = Math.Max(geometry.PadRight, geometry.KW - frames - geometry.PadLeft) }
        : geometry with { Batch = 1, InH = frames, PadBottom = Math.Max(geometry.PadBottom, geometry.KH - frames - geometry.PadTop) };
}

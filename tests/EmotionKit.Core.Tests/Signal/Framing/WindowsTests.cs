using EmotionKit.Signal;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Core.Tests.Signal.Framing;

public class WindowsTests
{
    // scipy.signal.get_window(name, 8) of SciPy 1.10, up to the middle; and get_window(name, 7, fftbins=False).
    [Theory]
    [InlineData(WindowKind.Hann, null, new[] { 0, 0.146446609, 0.5, 0.853553391, 1 }, new[] { 0, 0.25, 0.75, 1 })]
    [InlineData(WindowKind.Hamming, null, new[] { 0.08, 0.214730881, 0.54, 0.865269119, 1 }, new[] { 0.08, 0.31, 0.77, 1 })]
    [InlineData(WindowKind.Blackman, null, new[] { 0, 0.0664466094, 0.34, 0.773553391, 1 }, new[] { 0, 0.13, 0.63, 1 })]
    [InlineData(WindowKind.BlackmanHarris, null, new[] { 6e-05, 0.021735837, 0.21747, 0.695764163, 1 }, new[] { 6e-05, 0.055645, 0.520575, 1 })]
    [InlineData(WindowKind.Nuttall, null, new[] { 0.0003628, 0.0252055665, 0.2269824, 0.701958233, 1 }, new[] { 0.0003628, 0.0613345, 0.5292298, 1 })]
    [InlineData(WindowKind.FlatTop, null, new[] { -0.000421051, -0.0268721933, -0.05473684, 0.444135357, 1 }, new[] { -0.000421051, -0.051263156, 0.19821053, 1 })]
    [InlineData(WindowKind.Bartlett, null, new[] { 0, 0.25, 0.5, 0.75, 1 }, new[] { 0, 1.0 / 3, 2.0 / 3, 1 })]
    [InlineData(WindowKind.Triangular, null, new[] { 0.2, 0.4, 0.6, 0.8, 1 }, new[] { 0.25, 0.5, 0.75, 1 })]
    [InlineData(WindowKind.BartHann, null, new[] { 0, 0.171299423, 0.5, 0.828700577, 1 }, new[] { 0, 0.27, 0.73, 1 })]
    [InlineData(WindowKind.Bohman, null, new[] { 0, 0.0483023837, 0.318309886, 0.755409165, 1 }, new[] { 0, 0.108997781, 0.608997781, 1 })]
    [InlineData(WindowKind.Parzen, null, new[] { 0.00274348422, 0.0740740741, 0.341563786, 0.769547325, 1 }, new[] { 0.00583090379, 0.157434402, 0.650145773, 1 })]
    [InlineData(WindowKind.Cosine, null, new[] { 0.173648178, 0.5, 0.766044443, 0.939692621, 1 }, new[] { 0.222520934, 0.623489802, 0.900968868, 1 })]
    [InlineData(WindowKind.Lanczos, null, new[] { 0, 0.300105439, 0.636619772, 0.900316316, 1 }, new[] { 0, 0.413496672, 0.826993343, 1 })]
    [InlineData(WindowKind.Tukey, 0.3, new[] { 0, 0.933012702, 1, 1, 1 }, new[] { 0.0, 1, 1, 1 })]
    [InlineData(WindowKind.Kaiser, 8.6, new[] { 0.001332514, 0.0674720792, 0.340393622, 0.773829381, 1 }, new[] { 0.001332514, 0.130401947, 0.630411927, 1 })]
    [InlineData(WindowKind.Gaussian, 3.0, new[] { 0.411112291, 0.60653066, 0.800737403, 0.945959469, 1 }, new[] { 0.60653066, 0.800737403, 0.945959469, 1 })]
    [InlineData(WindowKind.Rectangular, null, new[] { 1.0, 1, 1, 1, 1 }, new[] { 1.0, 1, 1, 1 })]
    public void Windows_equal_scipys(WindowKind kind, double? parameter, double[] periodic, double[] symmetric)
    {
        double[] first = Windows.Create(kind, 8, symmetric: false, parameter);
        for (int i = 0; i < 8; i++)
            Assert.Equal(periodic[Math.Min(i, 8 - i)], first[i], 1e-8);
        double[] second = Windows.Create(kind, 7, symmetric: true, parameter);
        for (int i = 0; i < 7; i++)
            Assert.Equal(symmetric[Math.Min(i, 6 - i)], second[i], 1e-8);
    }

    [Fact]
    public void Poveys_window_is_a_power_of_hanns()
    {
        double[] povey = Windows.Create(WindowKind.Povey, 400, symmetric: true, parameter: null);
        double[] hann = Windows.Create(WindowKind.Hann, 400, symmetric: true, parameter: null);
        for (int i = 0; i < 400; i++)
            Assert.Equal(Math.Pow(hann[i], 0.85), povey[i], 1e-15);
    }

    [Fact]
    public void A_window_of_one_sample_is_one() =>
        Assert.All(Enum.GetValues<WindowKind>(), kind => Assert.Equal([1.0], Windows.Create(kind, 1, symmetric: false, parameter: 1)));
}

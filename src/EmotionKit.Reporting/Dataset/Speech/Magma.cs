namespace EmotionKit.Reporting;

/// <summary>Matplotlib's colour map magma (S. van der Walt and N. Smith 2015, CC0), by a polynomial of degree six fitted to it.</summary>
internal static class Magma
{
    private static readonly double[][] Terms =
    [
        [-0.002136485053939582, -0.000749655052795221, -0.005386127855323933],
        [0.2516605407371642, 0.6775232436837668, 2.494026599312351],
        [8.353717279216625, -3.577719514958484, 0.3144679030132573],
        [-27.66873308576866, 14.26473078096533, -13.64921318813922],
        [52.17613981234068, -27.94360607168351, 12.94416944238394],
        [-50.76852536473588, 29.04658282127291, 4.23415299384598],
        [18.65570506591883, -11.48977351997711, -5.601961508734096],
    ];

    /// <summary>256 colours of red, green and blue, from black to pale yellow.</summary>
    public static byte[] Palette { get; } = Make();

    private static byte[] Make()
    {
        byte[] palette = new byte[3 * 256];
        for (int i = 0; i < 256; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                double value = 0;
                for (int k = Terms.Length - 1; k >= 0; k--)
                    value = value * (i / 255.0) + Terms[k][c];
                palette[3 * i + c] = (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
            }
        }
        return palette;
    }
}

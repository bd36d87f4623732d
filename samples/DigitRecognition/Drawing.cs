using System.Text;

namespace DigitRecognition;

/// <summary>An image of 28 x 28 for people.</summary>
internal static class Drawing
{
    private const int Side = 28;
    private const string Shades = " .:*#";

    /// <summary>Writes it as a scanner would: dark ink on light paper, PGM.</summary>
    public static void Save(string path, float[] ink) =>
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes($"P5 {Side} {Side} 255\n"), .. Array.ConvertAll(ink, value => (byte)(255 - value))]);

    /// <summary>Two characters per pixel, so that it is about square on a terminal; empty lines left out.</summary>
    public static string AsText(float[] ink) =>
        string.Join('\n', ink.Chunk(Side).Select(line => string.Concat(line.Select(Shade)).TrimEnd()).Where(line => line.Length > 0));

    private static string Shade(float value) => new(Shades[(int)(Math.Clamp(value, 0, 255) / 256 * Shades.Length)], 2);
}

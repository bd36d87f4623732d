namespace EmotionKit.Core.Tests.Linear;

/// <summary>Sixty rows that NumPy makes too: X = c_[sin(1.7 i), 3 cos(0.9 i) + 1, ((i i) % 17) / 4 - 2, ((7 i) % 11) - 5, 0.5 sin(0.31 i)] in float32,
/// z = 1.2 X0 - 0.5 X1 + 0.6 X2 - 0.4 + 1.5 sin(12.9898 i); two classes by z &gt; 0, three by -0.8 and 1.</summary>
internal static class OracleRows
{
    public const int Columns = 5;

    public static (float[] X, int[] Two, int[] Three) Make()
    {
        const int rows = 60;
        float[] x = new float[rows * Columns];
        int[] two = new int[rows];
        int[] three = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            Span<float> row = x.AsSpan(i * Columns, Columns);
            row[0] = (float)Math.Sin(i * 1.7);
            row[1] = (float)(Math.Cos(i * 0.9) * 3 + 1);
            row[2] = (float)(i * i % 17 / 4.0 - 2);
            row[3] = (float)(i * 7 % 11 - 5.0);
            row[4] = (float)(Math.Sin(i * 0.31) * 0.5);
            double z = 1.2 * row[0] - 0.5 * row[1] + 0.6 * row[2] - 0.4 + 1.5 * Math.Sin(i * 12.9898);
            two[i] = z > 0 ? 1 : 0;
            three[i] = z > 1 ? 2 : z > -0.8 ? 1 : 0;
        }
        return (x, two, three);
    }
}

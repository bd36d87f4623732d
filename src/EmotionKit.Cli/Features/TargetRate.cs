using System.Globalization;

namespace EmotionKit.Cli.Features;

/// <summary>The rate that recordings are resampled to.</summary>
/// <param name="Hertz">Above 0, or null for each recording's own.</param>
internal readonly record struct TargetRate(int? Hertz)
{
    private const string NativeName = "native";

    /// <returns>Null for what is neither <c>native</c> nor a whole number above 0.</returns>
    public static TargetRate? Parse(string text)
    {
        if (text.Equals(NativeName, StringComparison.OrdinalIgnoreCase))
            return new TargetRate(null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rate) && rate > 0 ? new TargetRate(rate) : null;
    }

    public override string ToString() => Hertz?.ToString(CultureInfo.InvariantCulture) ?? NativeName;
}

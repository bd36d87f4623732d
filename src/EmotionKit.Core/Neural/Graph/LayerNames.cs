using System.Globalization;

namespace EmotionKit.Neural;

/// <summary>Names for layers that were given none: the kind and a number, such as <c>lstm2</c>.</summary>
internal sealed class LayerNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The name given, or a new one. Names used twice are found when the network is checked.</summary>
    public string Take(string kind, string? given)
    {
        if (given is null)
        {
            int number = _numbers.GetValueOrDefault(kind);
            do
                given = kind + (++number).ToString(CultureInfo.InvariantCulture);
            while (_taken.Contains(given));
            _numbers[kind] = number;
        }
        _taken.Add(given);
        return given;
    }
}

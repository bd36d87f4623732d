namespace EmotionKit.Signal.Descriptors;

/// <summary>Which coefficients a set of descriptors has, and where.</summary>
internal sealed class DescriptorLayout
{
    private readonly int[] _offsets = new int[Enum.GetValues<DescriptorKind>().Length];

    public DescriptorLayout(DescriptorOptions options)
    {
        Array.Fill(_offsets, -1);
        var names = new List<string>();
        foreach (DescriptorKind kind in options.Which)
        {
            _offsets[(int)kind] = names.Count;
            string name = kind.ToString().ToLowerInvariant();
            int width = kind switch
            {
                DescriptorKind.Contrast => options.ContrastBands + 1,
                DescriptorKind.Chroma => options.NChroma,
                _ => 0,
            };
            if (width == 0)
                names.Add(name);
            else
                names.AddRange(FeatureNames.Numbered(name, width));
        }
        Names = names.AsReadOnly();
    }

    public IReadOnlyList<string> Names { get; }

    public int Width => Names.Count;

    public bool Has(DescriptorKind kind) => _offsets[(int)kind] >= 0;

    /// <summary>The first coefficient of a descriptor that is there.</summary>
    public int Offset(DescriptorKind kind) => _offsets[(int)kind];
}

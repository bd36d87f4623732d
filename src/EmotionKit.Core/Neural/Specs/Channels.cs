namespace EmotionKit.Neural;

/// <summary>What convolutions of one and two dimensions share.</summary>
internal static class Channels
{
    /// <summary>The number of groups, 0 resolved.</summary>
    /// <exception cref="ArgumentException">Channels or filters are no multiple of it.</exception>
    public static int Groups(int groups, int channels, int filters)
    {
        if (groups == 0)
            groups = channels;
        if (channels % groups != 0 || filters % groups != 0)
            throw new ArgumentException($"expected input channels and filters to be multiples of the {groups} groups, got {channels} channels and {filters} filters.");
        return groups;
    }

    public static IReadOnlyList<ParameterSpec> Parameters(
        long taps, Shape kernel, int channels, int groups, int filters, bool useBias, WeightInit init)
    {
        int resolved = Groups(groups, channels, filters);
        var weights = new ParameterSpec("kernel", kernel, init.Start(), taps * (channels / resolved), taps * (filters / resolved), Decays: true);
        return useBias ? [weights, new("bias", new Shape(filters), ParameterStart.Zeros)] : [weights];
    }
}

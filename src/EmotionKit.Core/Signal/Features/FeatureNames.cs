namespace EmotionKit.Signal;

internal static class FeatureNames
{
    /// <summary><c>name_0</c>, <c>name_1</c> ...</summary>
    public static IReadOnlyList<string> Numbered(string name, int count)
    {
        var names = new string[count];
        for (int i = 0; i < count; i++)
            names[i] = $"{name}_{i}";
        return Array.AsReadOnly(names);
    }
}

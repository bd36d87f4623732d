namespace EmotionKit.Neural;

/// <summary>Checks of pooling windows.</summary>
internal static class PoolWindow
{
    public static void Validate(Window window, string axis)
    {
        window.Validate(axis);
        if (window.Padding == Padding.Explicit)
            throw new ArgumentException($"padding of a pooling: expected 'same' or 'valid', got '{window.Padding}'.");
    }
}

using System.Reflection;

namespace EmotionKit.Bundles;

/// <summary>The version of this library, without the commit.</summary>
internal static class LibraryVersion
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        Assembly assembly = typeof(LibraryVersion).Assembly;
        string text = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString() ?? "unknown";
        int commit = text.IndexOf('+', StringComparison.Ordinal);
        return commit < 0 ? text : text[..commit];
    }
}

using EmotionKit.Bundles;
using EmotionKit.Cli.Input;

namespace EmotionKit.Cli.Credit;

/// <summary>Tells models of tables from models of recordings.</summary>
internal static class CreditModel
{
    private const string Path = "Path";

    /// <exception cref="JobFailedException">There is no such file, or it is not a whole model.</exception>
    public static bool Is(string file)
    {
        BundleManifest manifest = ModelFile.Inspect(file);
        return !manifest.InputSchema.Any(column => column is { Name: Path, Type: "Text" });
    }
}

using EmotionKit.Bundles;
using EmotionKit.Cli.Output;
using Microsoft.ML;

namespace EmotionKit.Cli.Input;

/// <summary>Opens model bundles; what goes wrong names the file.</summary>
internal static class ModelFile
{
    /// <exception cref="JobFailedException">There is no such file, or it is not a whole model.</exception>
    public static BundleManifest Inspect(string path) => Open(path, () => new MLContext().Model.InspectBundle(path));

    /// <exception cref="JobFailedException">There is no such file, or it is not a whole model.</exception>
    public static (ITransformer Model, DataViewSchema InputSchema) Load(MLContext ml, string path) =>
        Open(path, () => (ml.Model.LoadBundle(path, out DataViewSchema schema), schema));

    private static T Open<T>(string path, Func<T> open)
    {
        InputFile.Require(path);
        try
        {
            return open();
        }
        catch (BundleFormatException error)
        {
            throw new JobFailedException(ErrorText.OneLine(error, path), error);
        }
    }
}

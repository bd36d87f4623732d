using Microsoft.ML;
using Microsoft.ML.Data;

namespace Samples.Tests;

/// <summary>A bundle that a sample saved, loaded by another program: this one.</summary>
internal static class SavedModel
{
    /// <summary>What it says of a recording or a picture.</summary>
    public static string Answer(string bundle, string file, string column)
    {
        var ml = new MLContext();
        IDataView rows = ml.Data.LoadFromEnumerable(new[] { new FileRow { Path = file } });
        return ml.Model.LoadBundle(bundle, out _).Transform(rows).GetColumn<string>(column).Single();
    }

    private sealed class FileRow
    {
        public string Path { get; set; } = "";
    }
}

using EmotionKit.Cli.Output;
using EmotionKit.Images;

namespace EmotionKit.Cli.Digits;

/// <summary>Pictures in one folder for each class.</summary>
/// <param name="Readable">In the order of their paths.</param>
/// <param name="Failed">How many cannot be read.</param>
internal sealed record PictureFolder(IReadOnlyList<Picture> Readable, int Failed)
{
    private static readonly string[] Extensions = [".png", ".bmp", ".pgm"];

    /// <summary>Looks for pictures and tries each.</summary>
    /// <param name="folder">The folder of folders.</param>
    /// <param name="unreadable">Told of each that cannot be read, and why.</param>
    /// <param name="stop">Stops between pictures.</param>
    /// <returns>The pictures, or null where there are none.</returns>
    /// <exception cref="JobFailedException">The folder does not exist, or none of its pictures can be read.</exception>
    public static PictureFolder? Find(string folder, Action<string> unreadable, CancellationToken stop)
    {
        if (!Directory.Exists(folder))
            throw new JobFailedException($"--data: the folder '{folder}' does not exist.");
        Picture[] found =
        [
            .. from label in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
               from path in Directory.EnumerateFiles(label, "*", new EnumerationOptions { RecurseSubdirectories = true }).Order(StringComparer.Ordinal)
               where Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
               select new Picture { Path = path, Label = Path.GetFileName(label) },
        ];
        Picture[] readable = [.. found.Where(picture => CanRead(picture, unreadable, stop))];
        if (found.Length > 0 && readable.Length == 0)
            throw new JobFailedException($"'{folder}': none of {found.Length} pictures can be read.");
        return found.Length == 0 ? null : new PictureFolder(readable, found.Length - readable.Length);
    }

    /// <summary>There are neither pictures nor the files of MNIST.</summary>
    public static JobFailedException Neither(string folder, Exception inner) =>
        new($"'{folder}': expected a folder of pictures (PNG, BMP, PGM) for each digit, or the four files of MNIST, found neither.", inner);

    private static bool CanRead(Picture picture, Action<string> unreadable, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            _ = ImageReader.Read(picture.Path);
            return true;
        }
        catch (Exception e) when (e is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            unreadable(ErrorText.OneLine(e));
            return false;
        }
    }
}

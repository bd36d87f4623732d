namespace EmotionKit.Images;

/// <summary>
/// A file of images cannot be read: it is damaged, of a kind that is not supported, or claims more than it may hold.
/// The message says which file, at which byte where that is known, what was expected, what was found, and what to do where something can be done.
/// </summary>
/// <remarks>This is the only exception that the content of a file can cause. A file that cannot be opened or read at all throws what
/// <see cref="System.IO"/> throws.</remarks>
public sealed class ImageFormatException : Exception
{
    /// <summary>Makes an exception with a message of your own.</summary>
    /// <param name="message">What is wrong, and where.</param>
    public ImageFormatException(string message) : base(message)
    {
    }

    /// <summary>Makes an exception with a message of your own and the exception that caused it.</summary>
    /// <param name="message">What is wrong, and where.</param>
    /// <param name="innerException">The cause.</param>
    public ImageFormatException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    internal static ImageFormatException In(string source, string problem) => new($"{source}: {problem}");

    internal static ImageFormatException At(string source, long offset, string problem) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source}, byte {offset}: {problem}"));
}

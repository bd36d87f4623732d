using EmotionKit.Audio;
using EmotionKit.Cli.Output;
using EmotionKit.Corpora;
using Microsoft.ML;

namespace EmotionKit.Cli.Speech;

/// <summary>Runs a model over recordings in one pass of its rows; a recording that it fails at does not stop the others.</summary>
internal static class RecordingPass
{
    private const string Path = "Path";

    /// <param name="ml">The context.</param>
    /// <param name="model">What turns the columns of a recording into others.</param>
    /// <param name="recordings">The recordings.</param>
    /// <param name="columns">The columns that are read.</param>
    /// <param name="open">Given a cursor, says how the row of a recording, by its index, is read.</param>
    /// <param name="errors">For each recording, why it failed, in one line; written here.</param>
    /// <param name="progress">Called for each recording done.</param>
    /// <param name="stop">Stops between recordings.</param>
    public static void Run(
        MLContext ml,
        ITransformer model,
        IReadOnlyList<SpeechRecording> recordings,
        string[] columns,
        Func<DataViewRowCursor, Action<int>> open,
        string?[] errors,
        Action progress,
        CancellationToken stop)
    {
        int[] left = [.. Enumerable.Range(0, recordings.Count)];
        while (left.Length > 0)
        {
            int next = 0;
            try
            {
                IDataView view = model.Transform(ml.Data.LoadFromEnumerable(left.Select(i => recordings[i])));
                using DataViewRowCursor cursor = view.GetRowCursor(columns.Prepend(Path).Select(name => view.Schema[name]));
                ValueGetter<ReadOnlyMemory<char>> pathOf = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema[Path]);
                Action<int> read = open(cursor);
                ReadOnlyMemory<char> path = default;
                while (cursor.MoveNext())
                {
                    stop.ThrowIfCancellationRequested();
                    pathOf(ref path);
                    // A model may be made to leave out what it cannot load.
                    for (; !path.Span.SequenceEqual(recordings[left[next]].Path); next++, progress())
                        errors[left[next]] = WhyLeftOut(recordings[left[next]].Path);
                    read(left[next]);
                    next++;
                    progress();
                }
                for (; next < left.Length; next++, progress())
                    errors[left[next]] = WhyLeftOut(recordings[left[next]].Path);
                return;
            }
            catch (Exception failure) when (ErrorText.RowOf(failure) is { } error && error.Row >= next && error.Row < left.Length)
            {
                // Rows come in order, but some before the bad one may have been on their way: the next pass takes them up.
                int bad = left[(int)error.Row];
                errors[bad] = ErrorText.OneLine(error.InnerException ?? error, recordings[bad].Path);
                progress();
                left = [.. left.Skip(next).Where(i => i != bad)];
            }
        }
    }

    private static string WhyLeftOut(string path)
    {
        try
        {
            AudioLoader.Load(path);
            return $"{path}: the model left it out.";
        }
        catch (Exception error) when (error is AudioFormatException or IOException or UnauthorizedAccessException)
        {
            return ErrorText.OneLine(error, path);
        }
    }
}

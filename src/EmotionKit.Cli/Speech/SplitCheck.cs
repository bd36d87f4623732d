using EmotionKit.Cli.Output;
using EmotionKit.Corpora;
using EmotionKit.Splits;
using Microsoft.ML;

namespace EmotionKit.Cli.Speech;

/// <summary>Says before any recording is read that a corpus cannot be divided as was asked.</summary>
internal sealed class SplitCheck(MLContext ml, SpeechCorpusReport corpus)
{
    // Copies of a recording are looked for later; they can only join what is apart here.
    private static readonly SplitOptions ByName = new() { SameRecordings = SameRecordings.Path };

    private readonly IDataView _recordings = ml.Data.LoadFromEnumerable(corpus.Recordings);

    /// <exception cref="JobFailedException">There is one label only, a speaker is not known, or a fold would lack a class.</exception>
    public void Require(SpeechTrainingRequest request)
    {
        if (corpus.Recordings.All(recording => recording.Label == corpus.Recordings[0].Label))
            throw new JobFailedException($"'{request.Data}': expected recordings of at least two labels, found only '{corpus.Recordings[0].Label}'.");
        if (request.Folds == 0)
            return;
        int nameless = request.BySpeaker || request.NormalizeSpeakers ? corpus.Recordings.Count(recording => recording.Speaker.Length == 0) : 0;
        if (nameless > 0)
        {
            throw new JobFailedException(
                $"'{request.Data}': --split speaker needs to know who speaks, and {nameless} of {corpus.Recordings.Count} recordings do not say; "
                + "give --split random, or --corpus a table with a column Speaker.");
        }
        if (Why(request) is { } why)
            throw new JobFailedException(request.BySpeaker && Why(request with { BySpeaker = false }) is null ? $"{why} (Or give --split random, which does not look at speakers.)" : why);
    }

    private string? Why(SpeechTrainingRequest request)
    {
        try
        {
            _ = (request.Folds, request.BySpeaker) switch
            {
                (1, true) => (object)ml.Data.SplitBySpeaker(_recordings, SpeechTraining.HeldOut, request.Seed, ByName),
                (1, false) => ml.Data.SplitStratified(_recordings, SpeechTraining.HeldOut, request.Seed, ByName),
                (_, true) => ml.Data.CrossValidateBySpeaker(_recordings, request.Folds, request.Seed, ByName),
                (_, false) => ml.Data.CrossValidateStratified(_recordings, request.Folds, request.Seed, ByName),
            };
            return null;
        }
        catch (ArgumentException error)
        {
            return ErrorText.OneLine(error);
        }
    }
}

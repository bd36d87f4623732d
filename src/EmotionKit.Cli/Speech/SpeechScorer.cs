using EmotionKit.Cli.Input;
using EmotionKit.Corpora;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Speech;

/// <summary>Scores recordings with a saved model.</summary>
internal sealed class SpeechScorer
{
    private const string Path = "Path", Predicted = "PredictedLabel", Score = "Score", SlotNames = "SlotNames";

    private readonly MLContext _ml = new(seed: 1);
    private readonly ITransformer _model;

    /// <exception cref="JobFailedException">There is no such file, or it is not a classifier of recordings.</exception>
    public SpeechScorer(string file)
    {
        (_model, DataViewSchema input) = ModelFile.Load(_ml, file);
        if (input.GetColumnOrNull(Path) is not { Type: TextDataViewType })
            throw new JobFailedException($"{file}: the model takes rows of a table, no recordings; give --label COL, the column of --data with the truth.");
        Classes = ClassesOf(file, _model.GetOutputSchema(input));
    }

    /// <summary>The classes, in the order of the scores.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <param name="recordings">What to score.</param>
    /// <param name="progress">Called for each recording done.</param>
    /// <param name="stop">Stops between recordings.</param>
    /// <returns>A result for each recording, in their order; null for those that were not reached before <paramref name="stop"/>.</returns>
    public ScoredRecording?[] Run(IReadOnlyList<SpeechRecording> recordings, Action progress, CancellationToken stop)
    {
        var results = new ScoredRecording?[recordings.Count];
        var errors = new string?[recordings.Count];
        try
        {
            RecordingPass.Run(_ml, _model, recordings, [Predicted, Score], Open, errors, progress, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        for (int i = 0; i < results.Length; i++)
        {
            if (errors[i] is { } error)
                results[i] = new ScoredRecording(recordings[i], -1, [], error);
        }
        return results;

        Action<int> Open(DataViewRowCursor cursor)
        {
            ValueGetter<uint> predictedOf = cursor.GetGetter<uint>(cursor.Schema[Predicted]);
            ValueGetter<VBuffer<float>> scoresOf = cursor.GetGetter<VBuffer<float>>(cursor.Schema[Score]);
            uint key = 0;
            VBuffer<float> scores = default;
            return i =>
            {
                predictedOf(ref key);
                scoresOf(ref scores);
                results[i] = key == 0
                    ? new ScoredRecording(recordings[i], -1, [], $"{recordings[i].Path}: the model gave no answer; a feature may not be a finite number.")
                    : new ScoredRecording(recordings[i], (int)key - 1, [.. scores.DenseValues()], null);
            };
        }
    }

    private static IReadOnlyList<string> ClassesOf(string file, DataViewSchema output)
    {
        if (output.GetColumnOrNull(Predicted) is null || output.GetColumnOrNull(Score) is not { } score
            || score.Annotations.Schema.GetColumnOrNull(SlotNames) is null)
        {
            throw new JobFailedException($"{file}: the model is no classifier: expected the columns {Predicted} and {Score}, the latter with the names of its classes.");
        }
        VBuffer<ReadOnlyMemory<char>> names = default;
        score.Annotations.GetValue(SlotNames, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}

namespace EmotionKit.Trainers;

/// <summary>The features of a stacked model's last trainer: the base models' predictions, and the row's own features where they are passed through.</summary>
internal sealed class MetaFeatures(int bases, ClassificationTask task, int classes, int columns, StackingOptions options)
{
    /// <summary>Of a probability of 1e-4 below 1.</summary>
    public const double LargestLogOdds = 9.2102403669758495;

    public const double Smallest = 1e-4;

    private readonly int _perBase = task == ClassificationTask.Binary ? 1 : classes;

    public int Width => bases * _perBase + (options.PassThrough ? columns : 0);

    public int Classes => classes;

    /// <summary>Writes what base model <paramref name="number"/> says of a row.</summary>
    public void Write(int number, MemberModel.Session session, ReadOnlySpan<float> row, Span<float> target)
    {
        if (task == ClassificationTask.Binary)
        {
            target[number] = (float)Of(options.MetaInput, session.Score(row).Probability);
            return;
        }
        Put(session.Scores(row), target.Slice(number * _perBase, _perBase));
    }

    /// <summary>Writes what base model <paramref name="number"/> says of some rows.</summary>
    /// <param name="number">The base model.</param>
    /// <param name="session">Its.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="values">Their features, [row, column].</param>
    /// <param name="target">[row, <see cref="Width"/>] of all rows.</param>
    public void Write(int number, MemberModel.Session session, ReadOnlySpan<int> rows, ReadOnlySpan<float> values, Span<float> target)
    {
        if (task == ClassificationTask.Binary)
        {
            var predictions = new BinaryPrediction[rows.Length];
            session.Score(values, predictions);
            for (int i = 0; i < rows.Length; i++)
                target[rows[i] * Width + number] = (float)Of(options.MetaInput, predictions[i].Probability);
            return;
        }
        float[] scores = new float[checked(rows.Length * classes)];
        session.Scores(values, scores);
        for (int i = 0; i < rows.Length; i++)
            Put(scores.AsSpan(i * classes, classes), target.Slice(rows[i] * Width + number * _perBase, _perBase));
    }

    /// <summary>Copies the row's own features.</summary>
    public void Pass(ReadOnlySpan<float> row, Span<float> target) => row.CopyTo(target[(bases * _perBase)..]);

    public string[] Names(string[]? classNames, string[]? featureNames)
    {
        string[] names = new string[Width];
        for (int i = 0; i < bases * _perBase; i++)
        {
            string of = task == ClassificationTask.Binary ? "positive" : classNames?[i % _perBase] ?? $"{i % _perBase + 1}";
            names[i] = $"base {i / _perBase + 1}: {of}";
        }
        for (int j = 0; options.PassThrough && j < columns; j++)
            names[bases * _perBase + j] = featureNames is not null && j < featureNames.Length ? featureNames[j] : $"feature {j + 1}";
        return names;
    }

    private void Put(ReadOnlySpan<float> scores, Span<float> target)
    {
        for (int k = 0; k < target.Length; k++)
            target[k] = options.MetaInput == MetaInput.LogOdds ? MathF.Log(Math.Clamp(scores[k], (float)Smallest, 1)) : scores[k];
    }

    /// <summary>What is given of a probability of the positive class.</summary>
    public static double Of(MetaInput input, double probability)
    {
        if (input == MetaInput.Probability)
            return probability;
        double clamped = Math.Clamp(probability, Smallest, 1 - Smallest);
        return Math.Log(clamped / (1 - clamped));
    }
}

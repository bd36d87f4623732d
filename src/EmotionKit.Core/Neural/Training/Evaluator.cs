namespace EmotionKit.Neural;

/// <summary>Scores rows without training on them.</summary>
internal sealed class Evaluator(NetworkExamples examples, Shape shape, int classes, LossFunction loss, int batchSize)
{
    private readonly float[] _target = new float[classes];
    private readonly int[] _right = new int[classes];
    private readonly int[] _total = new int[classes];

    /// <summary>Mean cross-entropy, accuracy, and mean recall over the classes that occur.</summary>
    public (double Loss, double Accuracy, double Uar) Run(Session session, CancellationToken cancellation)
    {
        session.Pass.Training = false;
        Array.Clear(_right);
        Array.Clear(_total);
        double sum = 0;
        for (int start = 0; start < examples.Count; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(batchSize, examples.Count - start);
            Tensor output = RowLoader.Run(session, shape, start, count, row => examples.Row(row));
            for (int i = 0; i < count; i++)
            {
                int label = examples.Labels[start + i];
                Array.Clear(_target);
                _target[label] = 1;
                sum += loss.Row(output.Row(i), _target, 0, []);
                _total[label]++;
                if (loss.Predict(output.Row(i)) == label)
                    _right[label]++;
            }
        }
        double recalls = 0;
        int present = 0;
        for (int k = 0; k < classes; k++)
        {
            if (_total[k] == 0)
                continue;
            present++;
            recalls += (double)_right[k] / _total[k];
        }
        return (sum / examples.Count, (double)_right.Sum() / examples.Count, recalls / present);
    }
}

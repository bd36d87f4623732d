using System.Buffers;
using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Fits trainers on all folds but one, and scores the rows of that one: predictions of rows that the model has not seen.</summary>
internal static class OutOfFold
{
    /// <summary>Fits every trainer on every fold's complement, and on all rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="trainers">The trainers.</param>
    /// <param name="foldOfRow">The fold of each row.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="score">Told of each held-out row once per trainer.</param>
    /// <param name="progress">Told after each fit.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The models of all rows, one per trainer.</returns>
    public static MemberModel[] Run(
        EnsembleRows rows, IReadOnlyList<IEstimator<ITransformer>> trainers, int[] foldOfRow, int folds,
        HeldOutScorer score, IProgress<EnsembleProgress>? progress, CancellationToken cancellation)
    {
        var models = new MemberModel[trainers.Count];
        DataViewSchema schema = MemberModel.SchemaOf(rows);
        // Models of folds come and go before those of all rows are there, so that they are not held beside them.
        IEstimator<ITransformer>[] fits = [.. Enumerable.Repeat(trainers, folds + 1).SelectMany(all => all)];
        new MemberTrainer(fits, rows, progress, cancellation).Run(number =>
        {
            int trainer = number % trainers.Count;
            int fold = number / trainers.Count;
            string name = $"{rows.Columns.Component}: trainer {trainer + 1} of {trainers.Count}";
            if (fold == folds)
            {
                models[trainer] = Fit(trainers[trainer], rows.View(), schema, rows.Columns.Task, name);
                return;
            }
            MemberModel model = Fit(trainers[trainer], rows.View(RowsOf(foldOfRow, fold, inside: false)), schema, rows.Columns.Task, name);
            Score(model, trainer, rows, RowsOf(foldOfRow, fold, inside: true), score, cancellation);
            (model.Model as IDisposable)?.Dispose();
        });
        return models;
    }

    public static MemberModel Fit(IEstimator<ITransformer> trainer, IDataView view, DataViewSchema schema, ClassificationTask task, string name) =>
        new(trainer.Fit(view), schema, task, name);

    private static void Score(MemberModel model, int trainer, EnsembleRows rows, int[] places, HeldOutScorer score, CancellationToken cancellation)
    {
        // Trees are read once per chunk: enough rows share that, and enough chunks are there for all threads.
        const int Chunk = 2048;
        int chunks = (places.Length + Chunk - 1) / Chunk;
        ParallelLoop.Run(chunks, Execution.Threads, chunk =>
        {
            using MemberModel.Session session = model.Open();
            ReadOnlySpan<int> own = places.AsSpan(chunk * Chunk, Math.Min(Chunk, places.Length - chunk * Chunk));
            int length = checked(own.Length * rows.Width);
            float[] features = ArrayPool<float>.Shared.Rent(length);
            for (int i = 0; i < own.Length; i++)
                rows.Row(own[i]).CopyTo(features.AsSpan(i * rows.Width));
            score(trainer, own, features.AsSpan(0, length), session);
            ArrayPool<float>.Shared.Return(features);
        }, cancellation);
    }

    private static int[] RowsOf(int[] foldOfRow, int fold, bool inside)
    {
        int count = 0;
        foreach (int f in foldOfRow)
            count += (f == fold) == inside ? 1 : 0;
        int[] rows = new int[count];
        int at = 0;
        for (int i = 0; i < foldOfRow.Length; i++)
        {
            if ((foldOfRow[i] == fold) == inside)
                rows[at++] = i;
        }
        return rows;
    }
}

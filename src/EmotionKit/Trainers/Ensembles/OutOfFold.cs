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
    /// <param name="score">Told of each held-out row: the trainer, the row, and a session to score it with; by several threads, of different rows.</param>
    /// <param name="progress">Told after each fit.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The models of all rows, one per trainer.</returns>
    public static MemberModel[] Run(
        EnsembleRows rows, IReadOnlyList<IEstimator<ITransformer>> trainers, int[] foldOfRow, int folds,
        Action<int, int, MemberModel.Session> score, IProgress<EnsembleProgress>? progress, CancellationToken cancellation)
    {
        var models = new MemberModel[trainers.Count];
        DataViewSchema schema = MemberModel.SchemaOf(rows);
        bool concurrent = trainers.All(MemberTrainer.AllowsConcurrency);
        var loop = new MemberTrainer(trainers.Count * (folds + 1), concurrent, progress, cancellation);
        // Fits on all rows take longest and go first, so that no thread begins one when the others are done.
        loop.Run(number =>
        {
            int trainer = number % trainers.Count;
            int fold = number / trainers.Count - 1;
            string name = $"{rows.Columns.Component}: trainer {trainer + 1} of {trainers.Count}";
            if (fold < 0)
            {
                models[trainer] = Fit(trainers[trainer], rows.View(), schema, rows.Columns.Task, name);
                return;
            }
            MemberModel model = Fit(trainers[trainer], rows.View(RowsOf(foldOfRow, fold, inside: false)), schema, rows.Columns.Task, name);
            Score(model, RowsOf(foldOfRow, fold, inside: true), (session, row) => score(trainer, row, session), cancellation);
            (model.Model as IDisposable)?.Dispose();
        });
        return models;
    }

    public static MemberModel Fit(IEstimator<ITransformer> trainer, IDataView view, DataViewSchema schema, ClassificationTask task, string name) =>
        new(trainer.Fit(view), schema, task, name);

    private static void Score(MemberModel model, int[] rows, Action<MemberModel.Session, int> score, CancellationToken cancellation)
    {
        const int Chunk = 1024;
        int chunks = (rows.Length + Chunk - 1) / Chunk;
        ParallelLoop.Run(chunks, Execution.Threads, chunk =>
        {
            using MemberModel.Session session = model.Open();
            int end = Math.Min(rows.Length, (chunk + 1) * Chunk);
            for (int i = chunk * Chunk; i < end; i++)
                score(session, rows[i]);
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

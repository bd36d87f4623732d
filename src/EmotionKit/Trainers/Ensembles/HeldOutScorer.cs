namespace EmotionKit.Trainers;

/// <summary>Told of rows that a model has not learned from; by several threads, of different rows.</summary>
/// <param name="trainer">The number of the trainer.</param>
/// <param name="rows">Which rows.</param>
/// <param name="features">Theirs, [row, column].</param>
/// <param name="session">Scores them.</param>
internal delegate void HeldOutScorer(int trainer, ReadOnlySpan<int> rows, ReadOnlySpan<float> features, MemberModel.Session session);

namespace EmotionKit.Linear;

/// <summary>Where an iterative fit stands.</summary>
/// <param name="Iteration">Iterations done, from 1.</param>
/// <param name="MaxIterations">Iterations at most.</param>
/// <param name="Loss">The objective per unit of sample weight, penalty included.</param>
/// <param name="Gradient">Largest absolute component of the gradient; the fit ends when it is at most the tolerance.</param>
public readonly record struct OptimizerProgress(int Iteration, int MaxIterations, double Loss, double Gradient);

using Microsoft.ML;

namespace EmotionKit.Onnx;

/// <summary>One computation of a component of tables that a graph can hold.</summary>
/// <param name="Part">The component.</param>
/// <param name="Inputs">The columns that it reads, in order.</param>
/// <param name="Outputs">The columns that it writes, in order.</param>
/// <param name="Number">Which of the component's computations this is.</param>
internal sealed record TableLink(ITransformer Part, IReadOnlyList<TableColumn> Inputs, IReadOnlyList<string> Outputs, int Number = 0);

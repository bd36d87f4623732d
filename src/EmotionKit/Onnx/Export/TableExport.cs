using System.Text.Json;
using EmotionKit.Bundles;
using EmotionKit.Trainers;
using Microsoft.ML;

namespace EmotionKit.Onnx;

/// <summary>Writes the classifier of a chain, and the transformers of numbers right before it, as one graph.</summary>
internal static class TableExport
{
    /// <summary>The graph, and which parts of the chain are in it; null where the chain has no classifier that can be written.</summary>
    /// <exception cref="ArgumentException">A part of the classifier cannot be written.</exception>
    public static (byte[] Model, int First, int Last)? Write(ITransformer[] parts)
    {
        int last = Array.FindLastIndex(parts, TableGraph.IsClassifier);
        if (last < 0)
            return null;
        try
        {
            (int[] chosen, string column, int width) = Chain(parts, last);
            var writer = new OnnxGraphWriter("classifier");
            var graph = new TableGraph(writer);
            graph[column] = writer.Input(column, OnnxDimension.Batch, width);
            foreach (int part in chosen)
                graph.Add(parts[part]);
            Outputs(writer, graph, parts[last]);
            return (writer.ToBytes(), chosen[0], last);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException($"ExportOnnx: {e.Message}", e);
        }
    }

    /// <summary>From the classifier back to the first component whose output is needed and that can be written.</summary>
    private static (int[] Parts, string Column, int Width) Chain(ITransformer[] parts, int last)
    {
        var chosen = new List<int> { last };
        (string needed, int width, _) = TableGraph.ColumnsOf(parts[last])!.Value;
        for (int i = last - 1; i >= 0; i--)
        {
            if (TableGraph.ColumnsOf(parts[i]) is { } columns && !TableGraph.IsClassifier(parts[i]))
            {
                if (columns.Output != needed)
                    continue;
                chosen.Insert(0, i);
                (needed, width) = (columns.Input, columns.Width);
            }
            else if (MayWrite(parts[i], needed))
            {
                break;
            }
        }
        return ([.. chosen], needed, width);
    }

    private static bool MayWrite(ITransformer part, string column)
    {
        if (part is not IBundledComponent component)
            return true;
        var saved = new ComponentWriter(new MLContext().Model);
        component.Save(saved);
        return saved.Columns.Any(pair => pair.Value == column);
    }

    private static void Outputs(OnnxGraphWriter writer, TableGraph graph, ITransformer classifier)
    {
        if (TableGraph.IsBinary(classifier))
        {
            writer.Output(ScoreColumns.Probability, graph[ScoreColumns.Probability], OnnxDimension.Batch, 1);
            writer.Output(ScoreColumns.Score, graph[ScoreColumns.Score], OnnxDimension.Batch, 1);
            return;
        }
        (int classes, IReadOnlyList<string>? names) = classifier switch
        {
            TreeTransformer trees => (trees.Classes, trees.ClassNames),
            LogisticRegressionTransformer linear => (linear.Model.Classes, linear.ClassNames),
            StackingTransformer stack => (stack.Classes, stack.ClassNames),
            _ => throw new NotSupportedException($"{classifier.GetType().Name} cannot be written as ONNX."),
        };
        writer.Output(ScoreColumns.Score, graph[ScoreColumns.Score], OnnxDimension.Batch, classes);
        if (names is not null)
            writer.Metadata(OnnxMetadata.Classes, JsonSerializer.Serialize(names, OptionsJson.Settings));
    }
}

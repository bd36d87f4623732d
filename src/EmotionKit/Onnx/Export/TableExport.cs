using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionKit.Bundles;
using EmotionKit.Onnx.Schema;
using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Onnx;

/// <summary>Writes the classifier of a chain, and what can be computed in a graph of the columns before it, as one graph.</summary>
internal static class TableExport
{
    /// <summary>The graph, and what of the chain before its classifier is not in it; null where the chain has no classifier that can be written.</summary>
    /// <exception cref="ArgumentException">A part of the classifier cannot be written.</exception>
    public static (byte[] Model, ITransformer[] Before, int Classifier)? Write(ITransformer[] parts, DataViewSchema? schema)
    {
        int last = Array.FindLastIndex(parts, TableLinks.IsClassifier);
        if (last < 0)
            return null;
        try
        {
            var plan = TablePlan.Of(parts, last, schema);
            var writer = new OnnxGraphWriter("classifier");
            string[] outputs = TableLinks.IsBinary(parts[last]) ? [ScoreColumns.Probability, ScoreColumns.Score] : [ScoreColumns.Score];
            Dictionary<TableColumn, string> inputs = Inputs(writer, plan, outputs);
            var graph = new TableGraph(new GraphMath(writer));
            graph.Add(plan, column => inputs[column]);
            (int classes, IReadOnlyList<string>? names) = ClassesOf(parts[last]);
            foreach (string output in outputs)
                writer.Output(output, graph[output], OnnxDimension.Batch, classes);
            if (names is not null)
                writer.Metadata(OnnxMetadata.Classes, JsonSerializer.Serialize(names, OptionsJson.Settings));
            return (writer.ToBytes(), [.. parts.Take(last).Where((_, i) => plan.Links[i].Count == 0)], last);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException($"ExportOnnx: {e.Message}", e);
        }
    }

    /// <summary>Declares the inputs, each named as its column; one that an output is named as too has ".input" behind.</summary>
    private static Dictionary<TableColumn, string> Inputs(OnnxGraphWriter writer, TablePlan plan, string[] outputs)
    {
        var names = new HashSet<string>(outputs, StringComparer.Ordinal);
        var inputs = new Dictionary<TableColumn, string>(ReferenceEqualityComparer.Instance);
        var described = new JsonArray();
        foreach ((_, TableColumn column) in plan.Inputs)
        {
            string name = column.Name;
            while (!names.Add(name))
                name += ".input";
            int width = column.Type is VectorDataViewType vector ? vector.Size : 1;
            TensorProto.Types.DataType type = ElementOf(column);
            inputs.Add(column, writer.Input(name, type, OnnxDimension.Batch, width));
            described.Add(new JsonObject
            {
                ["name"] = name,
                ["column"] = column.Name,
                ["type"] = type.ToString().ToLowerInvariant(),
                ["shape"] = new JsonArray(JsonValue.Create(width)),
            });
        }
        writer.Metadata(OnnxMetadata.Inputs, described.ToJsonString(OptionsJson.Settings));
        return inputs;
    }

    private static TensorProto.Types.DataType ElementOf(TableColumn column)
    {
        DataViewType item = column.Type is VectorDataViewType { Size: > 0 } vector ? vector.ItemType : column.Type;
        return item switch
        {
            TextDataViewType => TensorProto.Types.DataType.String,
            BooleanDataViewType => TensorProto.Types.DataType.Bool,
            NumberDataViewType when item.RawType == typeof(float) => TensorProto.Types.DataType.Float,
            NumberDataViewType when item.RawType == typeof(sbyte) => TensorProto.Types.DataType.Int8,
            NumberDataViewType when item.RawType == typeof(short) => TensorProto.Types.DataType.Int16,
            NumberDataViewType when item.RawType == typeof(int) => TensorProto.Types.DataType.Int32,
            NumberDataViewType when item.RawType == typeof(long) => TensorProto.Types.DataType.Int64,
            NumberDataViewType when item.RawType == typeof(byte) => TensorProto.Types.DataType.Uint8,
            NumberDataViewType when item.RawType == typeof(ushort) => TensorProto.Types.DataType.Uint16,
            NumberDataViewType when item.RawType == typeof(uint) => TensorProto.Types.DataType.Uint32,
            _ => throw new NotSupportedException($"column '{column.Name}' of type {TypeText.Of(column.Type)} cannot be the input of a graph."),
        };
    }

    /// <summary>How many scores a classifier has, and their names.</summary>
    private static (int Scores, IReadOnlyList<string>? Names) ClassesOf(ITransformer classifier) => classifier switch
    {
        _ when TableLinks.IsBinary(classifier) => (1, null),
        TreeTransformer trees => (trees.Classes, trees.ClassNames),
        LogisticRegressionTransformer linear => (linear.Model.Classes, linear.ClassNames),
        StackingTransformer stack => (stack.Classes, stack.ClassNames),
        VotingTransformer voting => (voting.Classes, voting.ClassNames),
        _ => throw new NotSupportedException($"{classifier.GetType().Name} cannot be written as ONNX."),
    };
}

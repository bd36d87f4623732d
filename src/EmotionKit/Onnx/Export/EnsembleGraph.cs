using EmotionKit.Bundles;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Onnx;

/// <summary>Writes ensembles: stacks and votes, with the chains that their members are.</summary>
internal static class EnsembleGraph
{
    public static GraphScores Stacking(GraphMath math, StackingTransformer stack, string x)
    {
        bool isBinary = stack.Task == ClassificationTask.Binary;
        var inputs = new List<string>();
        foreach (MemberModel model in stack.Bases)
        {
            GraphScores scores = Member(math, model, x);
            inputs.Add(MetaInputOf(math, isBinary ? scores.Probability! : scores.Score, stack.Options.MetaInput, isBinary));
        }
        if (stack.Options.PassThrough)
            inputs.Add(x);
        return Member(math, stack.Meta, math.Join(inputs));
    }

    public static GraphScores Voting(GraphMath math, VotingTransformer voting, string x)
    {
        OnnxGraphWriter writer = math.Writer;
        bool isBinary = voting.Task == ClassificationTask.Binary;
        string sum = "";
        for (int m = 0; m < voting.Members.Count; m++)
        {
            GraphScores scores = Member(math, voting.Members[m], x);
            string vote = voting.Options.Kind == VotingKind.Soft ? isBinary ? scores.Probability! : scores.Score
                : isBinary ? HardVote(math, scores)
                : HardVotes(math, scores.Score, voting.Classes);
            string share = writer.Node("Mul", [math.ToDouble(vote), math.Real(voting.Shares[m])]);
            sum = m == 0 ? share : writer.Node("Add", [sum, share]);
        }
        if (!isBinary)
            return new GraphScores(math.ToSingle(sum), null);
        // Shares sum to 1 but for rounding.
        return math.OfProbability(math.Bound(sum, math.Real(0), math.Real(1)));
    }

    /// <summary>A member of an ensemble, which reads one column.</summary>
    /// <exception cref="NotSupportedException">A part of the member that its scores depend on cannot be written.</exception>
    public static GraphScores Member(GraphMath math, MemberModel member, string x)
    {
        ITransformer[] parts = [.. BundleWriter.Flatten(member.Model)];
        int last = Array.FindLastIndex(parts, TableLinks.IsClassifier);
        if (last < 0)
            throw new NotSupportedException($"a member of an ensemble, {string.Join(", ", parts.Select(NameOf))}, cannot be written as ONNX.");
        DataViewSchema scored = parts[..(last + 1)].Aggregate(member.Schema, (schema, part) => part.GetOutputSchema(schema));
        DataViewSchema after = parts[(last + 1)..].Aggregate(scored, (schema, part) => part.GetOutputSchema(schema));
        foreach (string column in TableLinks.IsBinary(parts[last]) ? (string[])[ScoreColumns.Score, ScoreColumns.Probability] : [ScoreColumns.Score])
        {
            if (after[column].Index != scored[column].Index)
                throw new NotSupportedException($"a member of an ensemble changes its {column} after {NameOf(parts[last])}, which cannot be written as ONNX.");
        }
        var plan = TablePlan.Of(parts, last, member.Schema);
        foreach ((int before, TableColumn column) in plan.Inputs)
        {
            if (before > 0)
                throw new NotSupportedException($"{NameOf(parts[before - 1])}, which writes '{column.Name}' in a member of an ensemble, cannot be written as ONNX.");
        }
        var graph = new TableGraph(math);
        graph.Add(plan, _ => x);
        return new GraphScores(graph[ScoreColumns.Score], TableLinks.IsBinary(parts[last]) ? graph[ScoreColumns.Probability] : null);
    }

    private static string NameOf(ITransformer part) => (part as IBundledComponent)?.ComponentName ?? part.GetType().Name;

    private static string MetaInputOf(GraphMath math, string probabilities, MetaInput kind, bool isBinary)
    {
        if (kind == MetaInput.Probability)
            return probabilities;
        string p = math.Bound(math.ToDouble(probabilities), math.Real(MetaFeatures.Smallest), math.Real(isBinary ? 1 - MetaFeatures.Smallest : 1));
        return math.ToSingle(isBinary ? math.LogOdds(p) : math.Writer.Node("Log", [p]));
    }

    /// <summary>1 where the second class is the more probable one, NaN where the probability is.</summary>
    private static string HardVote(GraphMath math, GraphScores scores)
    {
        OnnxGraphWriter writer = math.Writer;
        string yes = math.ToSingle(writer.Node("Greater", [scores.Score, writer.Scalar(0f)]));
        return writer.Node("Where", [writer.Node("IsNaN", [scores.Probability!]), scores.Probability!, yes]);
    }

    /// <summary>1 for the first of the highest scores, else 0; NaN where scores are.</summary>
    private static string HardVotes(GraphMath math, string scores, int classes)
    {
        OnnxGraphWriter writer = math.Writer;
        string highest = writer.Node("ArgMax", [scores], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("keepdims", 0));
        string vote = writer.Node("OneHot", [highest, writer.ScalarInt64(classes), writer.Constant("off_on", [0, 1], 2)], OnnxAttribute.Int("axis", -1));
        return writer.Node("Add", [vote, writer.Node("Sub", [scores, scores])]);
    }
}

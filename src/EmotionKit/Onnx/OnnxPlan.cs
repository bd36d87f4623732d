using EmotionKit.Rows;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>How the rows of one schema go through a model: all sizes known, and how many rows a call takes.</summary>
internal sealed class OnnxPlan
{
    /// <summary>Values of one tensor of a call at most, where a call has more than one row: 256 MiB of Single.</summary>
    private const long MaxCallValues = 1 << 26;

    private OnnxPlan(TensorPlan[] inputs, bool hasBatch, int rowsPerCall)
    {
        Inputs = inputs;
        HasBatch = hasBatch;
        RowsPerCall = rowsPerCall;
    }

    public TensorPlan[] Inputs { get; }

    public TensorPlan[] Outputs { get; private init; } = [];

    /// <summary>Whether the tensors' first dimension is the rows.</summary>
    public bool HasBatch { get; }

    /// <summary>Rows of a call: at most where <see cref="TakesFewerRows"/>, else exactly.</summary>
    public int RowsPerCall { get; private init; }

    /// <summary>Rows to gather for one or several calls.</summary>
    public int RowsToGather { get; private init; }

    /// <summary>Whether a call may have fewer rows than <see cref="RowsPerCall"/>.</summary>
    public bool TakesFewerRows { get; private init; }

    /// <summary>Binds a model to columns of the given types.</summary>
    /// <param name="mapping">Columns and tensors.</param>
    /// <param name="types">Type of each input column.</param>
    /// <param name="batchSize">Rows per call where the model leaves it open.</param>
    /// <param name="session">To ask for sizes that the model does not declare, by running it on zeros.</param>
    /// <exception cref="ArgumentException">A column does not fit its tensor.</exception>
    public static OnnxPlan Create(OnnxMapping mapping, DataViewType[] types, int batchSize, InferenceSession session)
    {
        OnnxPlan open = FitInputs(mapping, types);
        int rows = open.RowsPerCall;
        long[][] sizes = DeclaredSizes(mapping, open) ?? FindSizes(mapping, types, open, ref rows, session);
        TensorPlan[] outputs = [.. mapping.Outputs.Select((output, i) => new TensorPlan(output.Tensor, sizes[i]))];
        long longest = open.Inputs.Concat(outputs).Max(tensor => (long)tensor.RowLength);
        int gather = (int)Math.Clamp(MaxCallValues / longest, 1, batchSize);
        if (rows * longest > TensorPlan.MaxValues)
            throw new ArgumentException($"ScoreOnnx: the model takes {rows} rows per call, of {longest} values. Expected at most {TensorPlan.MaxValues} values in all.");
        return new OnnxPlan(open.Inputs, open.HasBatch, rows)
        {
            Outputs = outputs,
            RowsPerCall = rows > 0 ? rows : gather,
            RowsToGather = rows > 0 ? Math.Max(1, gather / rows) * rows : gather,
            TakesFewerRows = rows == 0,
        };
    }

    /// <summary>Sizes of the inputs; rows per call 0 where the model leaves it open.</summary>
    private static OnnxPlan FitInputs(OnnxMapping mapping, DataViewType[] types)
    {
        int[][] columns = [.. types.Select(type => type is VectorDataViewType vector ? vector.Dimensions.ToArray() : [])];
        if (Fit(mapping, columns, hasBatch: true) is { } batched && FixedRows(mapping) is { } rows)
            return new OnnxPlan(batched, hasBatch: true, rows);
        if (Fit(mapping, columns, hasBatch: false) is { } single)
            return new OnnxPlan(single, hasBatch: false, rowsPerCall: 1);
        for (int i = 0; i < types.Length; i++)
        {
            (string column, TensorInfo tensor) = mapping.Inputs[i];
            ReadOnlySpan<int> row = tensor.Dimensions.Length > 0 ? tensor.Dimensions.AsSpan(1) : [];
            if (RowFit.Resolve(row, columns[i]) is null)
            {
                string sides = string.Join(" x ", row.ToArray().Select(size => size < 0 ? "?" : $"{size}"));
                throw ColumnLookup.WrongType(
                    TensorTypes.ScoreOnnx, column, $"{(row.Length == 0 ? "a single value" : $"{sides} values")} per row for {tensor}", TypeText.Of(types[i]));
            }
        }
        throw new ArgumentException(
            $"ScoreOnnx: the model's inputs do not agree on the number of rows: {string.Join("; ", mapping.Inputs.Select(input => input.Tensor))}. "
            + "Expected the same fixed or a free first dimension in each.");
    }

    private static TensorPlan[]? Fit(OnnxMapping mapping, int[][] columns, bool hasBatch)
    {
        var fits = new TensorPlan[columns.Length];
        for (int i = 0; i < fits.Length; i++)
        {
            TensorInfo tensor = mapping.Inputs[i].Tensor;
            if (hasBatch && tensor.Dimensions.Length == 0)
                return null;
            if (RowFit.Resolve(tensor.Dimensions.AsSpan(hasBatch ? 1 : 0), columns[i]) is not { } sizes)
                return null;
            fits[i] = new TensorPlan(tensor, sizes);
        }
        return fits;
    }

    /// <summary>The number of rows that the inputs fix, 0 where they leave it open, null where they contradict each other.</summary>
    private static int? FixedRows(OnnxMapping mapping)
    {
        int rows = 0;
        foreach ((_, TensorInfo tensor) in mapping.Inputs)
        {
            if (tensor.HasFreeBatch)
                continue;
            if (tensor.Dimensions[0] == 0 || (rows > 0 && rows != tensor.Dimensions[0]))
                return null;
            rows = tensor.Dimensions[0];
        }
        return rows;
    }

    /// <summary>The sizes of one row of each output, or null where the model does not say all of them beyond doubt.</summary>
    private static long[][]? DeclaredSizes(OnnxMapping mapping, OnnxPlan plan)
    {
        var sizes = new long[mapping.Outputs.Length][];
        for (int i = 0; i < sizes.Length; i++)
        {
            TensorInfo tensor = mapping.Outputs[i].Tensor;
            if (plan.HasBatch && !IsRows(tensor, mapping, plan))
                return null;
            int[] row = plan.HasBatch ? tensor.Dimensions[1..] : tensor.Dimensions;
            if (Array.Exists(row, size => size <= 0))
                return null;
            sizes[i] = Array.ConvertAll(row, size => (long)size);
        }
        return sizes;
    }

    /// <summary>Whether an output's first dimension is the same as the inputs' first: by its fixed size, or by its name.</summary>
    private static bool IsRows(TensorInfo output, OnnxMapping mapping, OnnxPlan plan)
    {
        if (output.Dimensions.Length == 0)
            return false;
        if (plan.RowsPerCall > 0)
            return output.Dimensions[0] == plan.RowsPerCall;
        return output.HasFreeBatch && output.Symbols[0].Length > 0
            && Array.TrueForAll(mapping.Inputs, input => input.Tensor.Symbols[0] == output.Symbols[0]);
    }

    /// <summary>The sizes of one row of each output, found by running the model on zeros.</summary>
    /// <param name="mapping">Columns and tensors.</param>
    /// <param name="types">Type of each input column.</param>
    /// <param name="plan">Sizes of the inputs.</param>
    /// <param name="rows">Rows per call, 0 where the model leaves it open; 1 afterwards, where it turns out that it takes one only.</param>
    /// <param name="session">The model.</param>
    private static long[][] FindSizes(OnnxMapping mapping, DataViewType[] types, OnnxPlan plan, ref int rows, InferenceSession session)
    {
        if (rows == 0)
        {
            try
            {
                // Two rows tell a batch dimension from any other.
                return Probe(mapping, types, plan, 2, session);
            }
            catch (OnnxRuntimeException)
            {
                rows = 1;
            }
        }
        try
        {
            return Probe(mapping, types, plan, rows, session);
        }
        catch (OnnxRuntimeException e)
        {
            string columns = string.Join(", ", types.Select((type, i) => $"'{mapping.Inputs[i].Column}': {TypeText.Of(type)}"));
            throw new ArgumentException($"ScoreOnnx: the model does not run on values of the columns' sizes ({columns}): {e.Message}", e);
        }
    }

    private static long[][] Probe(OnnxMapping mapping, DataViewType[] types, OnnxPlan plan, int rows, InferenceSession session)
    {
        InputTensor[] inputs = [.. plan.Inputs.Select((input, i) => InputTensor.Create(input, types[i], rows))];
        try
        {
            using var options = new RunOptions();
            OrtValue[] values = Array.ConvertAll(inputs, input => input.ValueOf(plan.HasBatch, rows));
            string[] names = [.. mapping.Outputs.Select(output => output.Tensor.Name)];
            using IDisposableReadOnlyCollection<OrtValue> results =
                session.Run(options, [.. plan.Inputs.Select(input => input.Tensor.Name)], values, names);
            var sizes = new long[names.Length][];
            for (int i = 0; i < sizes.Length; i++)
                sizes[i] = RowSizes(results[i].GetTensorTypeAndShape().Shape, mapping.Outputs[i], plan, rows);
            return sizes;
        }
        finally
        {
            foreach (InputTensor input in inputs)
                input.Dispose();
        }
    }

    private static long[] RowSizes(long[] shape, (string Column, TensorInfo Tensor) output, OnnxPlan plan, int rows)
    {
        if (plan.HasBatch && (shape.Length == 0 || shape[0] != rows))
        {
            throw new ArgumentException(
                $"ScoreOnnx: column '{output.Column}': for {rows} rows {output.Tensor} has the shape [{string.Join(", ", shape)}]. "
                + $"Expected the rows as its first dimension. Leave it out of {nameof(OnnxScoringOptions.Outputs)}, or change the model.");
        }
        long[] sizes = plan.HasBatch ? shape[1..] : shape;
        return sizes;
    }
}

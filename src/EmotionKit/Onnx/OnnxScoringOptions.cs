using System.Text.Json.Serialization;

namespace EmotionKit.Onnx;

/// <summary>How <c>ScoreOnnx</c> runs an ONNX model.</summary>
public sealed record OnnxScoringOptions
{
    /// <summary>Rows per call where <see cref="BatchSize"/> is not set. One thread is within 1 % of its best on recurrent and convolutional networks
    /// here; above 32 rows, a recurrent network leaves the cache.</summary>
    internal const int CpuBatchSize = 16;

    /// <summary>A device needs more rows than a core to be busy.</summary>
    internal const int CudaBatchSize = 256;

    /// <summary>Path of the model file. Weights in files beside it are found there. Either this or <see cref="Model"/> must be set.</summary>
    public string? ModelPath { get; init; }

    /// <summary>The model itself, in place of a path. Not copied: do not change the array.</summary>
    [JsonIgnore]
    public byte[]? Model { get; init; }

    /// <summary>The column of every input of the model. Empty, the default: columns of the same names as the inputs.</summary>
    public IReadOnlyList<OnnxColumn> Inputs { get; init; } = [];

    /// <summary>The columns to add, each with the output that it is filled from; outputs that are not named are not fetched. Empty, the default:
    /// "Score" if the model has one output, else a column of each output's name.</summary>
    public IReadOnlyList<OnnxColumn> Outputs { get; init; } = [];

    /// <summary>Rows per call, 1 to 65536; null, the default, is 16 on the CPU and 256 on CUDA. A model whose batch dimension is fixed runs
    /// with that, the last rows filled up with zeros; one without a batch dimension runs row by row.</summary>
    public int? BatchSize { get; init; }

    /// <summary>What computes the model. Default <see cref="OnnxProvider.Auto"/>.</summary>
    public OnnxProvider Provider { get; init; } = OnnxProvider.Auto;

    /// <summary>The CUDA device, from 0, which is the default.</summary>
    public int DeviceId { get; init; }

    /// <summary>Threads within one call, at least 1. Default 1, which with several <see cref="Callers"/> uses the cores best; more
    /// shortens a single call of a large model.</summary>
    public int IntraOpThreads { get; init; } = 1;

    /// <summary>Calls made at the same time by one cursor, 1 to 256; null, the default, is <see cref="Execution.Threads"/> divided by
    /// <see cref="IntraOpThreads"/> on the CPU, and at most 2 on CUDA. They share one session.</summary>
    public int? Callers { get; init; }

    /// <summary>What is done to the values of the first output, which must be real numbers. Default <see cref="OnnxPostProcess.None"/>.</summary>
    public OnnxPostProcess PostProcess { get; init; } = OnnxPostProcess.None;

    /// <summary>Name of a column to add with the class of the highest score of the first output: a key whose values are the class names. Of an
    /// output with one value per row, the probability of the second of two classes, it is the class with at least 0.5. A row with a score
    /// that is not a number gets the missing key. Null, the default: none.</summary>
    public string? PredictedLabelColumn { get; init; }

    /// <summary>Names of the classes in the order of the first output's values. Null, the default: the model's metadata say them, under
    /// the first of the keys <c>emotionkit.classes</c>, <c>classes</c>, <c>class_names</c>, <c>labels</c>, <c>id2label</c>, <c>names</c>
    /// that holds as many names as the output has values. They must differ from each other.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Where log lines go: which provider serves, and why. Null, the default: <see cref="System.Diagnostics.Trace"/>.</summary>
    [JsonIgnore]
    public Action<string>? Log { get; init; }

    /// <summary>Checks every value; whether the model has the tensors that are named is checked when it is loaded.</summary>
    /// <exception cref="ArgumentException">A value is missing, out of its range, or contradicts another; the message names it.</exception>
    public void Validate()
    {
        if (Model is null && string.IsNullOrEmpty(ModelPath))
            throw new ArgumentException($"{nameof(ModelPath)}: expected the path of an ONNX model, or its bytes in {nameof(Model)}, got neither.");
        if (Model is not null && ModelPath is not null)
            throw new ArgumentException($"{nameof(Model)} and {nameof(ModelPath)}: expected one of them, got both.");
        if (BatchSize is { } batchSize)
            Check.InRange(batchSize, 1, 65536, nameof(BatchSize));
        Check.Defined(Provider);
        Check.AtLeast(DeviceId, 0);
        Check.InRange(IntraOpThreads, 1, 1024);
        if (Callers is { } callers)
            Check.InRange(callers, 1, 256, nameof(Callers));
        Check.Defined(PostProcess);
        ValidateColumns(Inputs, nameof(Inputs), []);
        ValidateColumns(Outputs, nameof(Outputs), PredictedLabelColumn is { } label ? [Check.NotEmpty(label, nameof(PredictedLabelColumn))] : []);
        if (ClassNames is { Count: 0 })
            throw new ArgumentException($"{nameof(ClassNames)}: expected a name per class, or null, got an empty list.");
        ValidateClassNames();
    }

    /// <summary>Rows per call on a provider.</summary>
    internal int BatchSizeOn(OnnxProvider provider) => BatchSize ?? (provider == OnnxProvider.Cuda ? CudaBatchSize : CpuBatchSize);

    /// <summary>Calls made at the same time on a provider.</summary>
    internal int CallersOn(OnnxProvider provider, int threads)
    {
        if (Callers is { } callers)
            return callers;
        int fitting = Math.Max(1, threads / IntraOpThreads);
        // One call is prepared while the device computes another.
        return provider == OnnxProvider.Cuda ? Math.Min(2, fitting) : fitting;
    }

    private void ValidateClassNames()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in ClassNames ?? [])
        {
            if (!seen.Add(Check.NotEmpty(name, nameof(ClassNames))))
                throw new ArgumentException($"{nameof(ClassNames)}: '{name}' is named twice. Expected a name of its own for each class.");
        }
    }

    private static void ValidateColumns(IReadOnlyList<OnnxColumn> columns, string name, IEnumerable<string> taken)
    {
        ArgumentNullException.ThrowIfNull(columns, name);
        var seen = new HashSet<string>(taken);
        var tensors = new HashSet<string>();
        foreach (OnnxColumn column in columns)
        {
            ArgumentNullException.ThrowIfNull(column, name);
            Check.NotEmpty(column.Column, $"{name}.{nameof(OnnxColumn.Column)}");
            // One column may feed two inputs; two outputs cannot share a column.
            if (!seen.Add(column.Column) && name == nameof(Outputs))
                throw new ArgumentException($"{name}: column '{column.Column}' is named twice. Expected a column of its own for each output and for {nameof(PredictedLabelColumn)}.");
            if (column.Tensor is { } tensor && !tensors.Add(tensor) && name == nameof(Inputs))
                throw new ArgumentException($"{name}: tensor '{tensor}' is named twice. Expected one column for each input.");
        }
    }
}

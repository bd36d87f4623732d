using EmotionKit.Benchmarks.Comparisons;
using EmotionKit.Numerics;
using EmotionKit.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Benchmarks.Onnx;

/// <summary>One of the models that PyTorch exported, with rows to score.</summary>
internal sealed class OnnxModel
{
    private readonly float[] _values;
    private readonly int[] _dimensions;

    /// <param name="name">Of the files <c>pytorch-NAME.*</c>.</param>
    /// <param name="rows">Rows to score; the 64 that there are, again and again.</param>
    public OnnxModel(string name, int rows)
    {
        ModelPath = BenchmarkData.Require("onnx", $"pytorch-{name}.onnx");
        NpyArray x = Npy.Read(BenchmarkData.Require("onnx", $"pytorch-{name}.x.npy"));
        _values = x.ToSingles();
        _dimensions = [.. x.Shape.Skip(1)];
        Rows = rows;
    }

    public string ModelPath { get; }

    public int Rows { get; }

    public int RowLength => _values.Length / 64;

    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row % 64 * RowLength, RowLength);

    /// <summary>The rows as a view in memory, with a scorer on it.</summary>
    public IDataView Scored(OnnxScoringOptions options)
    {
        var ml = new MLContext(seed: 1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(InputRow));
        schema[nameof(InputRow.X)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _dimensions);
        InputRow[] distinct = [.. Enumerable.Range(0, 64).Select(i => new InputRow { X = Row(i).ToArray() })];
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(i => distinct[i % 64]).ToArray(), schema);
        return ml.Transforms.ScoreOnnx(options with { ModelPath = ModelPath, Inputs = [new(nameof(InputRow.X))] }).Fit(data).Transform(data);
    }

    /// <summary>Reads every score.</summary>
    public static float ReadAll(IDataView scored)
    {
        DataViewSchema.Column column = scored.Schema["Score"];
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        float sum = 0;
        while (cursor.MoveNext())
        {
            getter(ref value);
            sum += value.GetValues()[0];
        }
        return sum;
    }

    /// <summary>A session as it comes, called once per row in memory that is allocated once: what ApplyOnnxModel of ML.NET does, without
    /// its overhead per row.</summary>
    public OneRowPerCall OpenOneRowPerCall() => new(this, [1, .. _dimensions.Select(size => (long)size)]);

    internal sealed class InputRow
    {
        public float[] X { get; set; } = [];
    }

    internal sealed class OneRowPerCall : IDisposable
    {
        private readonly OnnxModel _model;
        private readonly InferenceSession _session;
        private readonly float[] _input, _output;
        private readonly OrtValue[] _inputs, _outputs;
        private readonly RunOptions _options = new();

        public OneRowPerCall(OnnxModel model, long[] shape)
        {
            _model = model;
            _session = new InferenceSession(model.ModelPath);
            _input = GC.AllocateArray<float>(model.RowLength, pinned: true);
            _output = GC.AllocateArray<float>(_session.OutputMetadata.Values.First().Dimensions[1], pinned: true);
            _inputs = [OrtValue.CreateTensorValueFromMemory(_input, shape)];
            _outputs = [OrtValue.CreateTensorValueFromMemory(_output, [1, _output.Length])];
        }

        public float ReadAll()
        {
            float sum = 0;
            for (int row = 0; row < _model.Rows; row++)
            {
                _model.Row(row).CopyTo(_input);
                _session.Run(_options, _session.InputNames, _inputs, _session.OutputNames, _outputs);
                sum += _output[0];
            }
            return sum;
        }

        public void Dispose()
        {
            _inputs[0].Dispose();
            _outputs[0].Dispose();
            _options.Dispose();
            _session.Dispose();
        }
    }
}

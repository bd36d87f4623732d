using System.Globalization;
using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Sequences;

/// <summary>Puts the coefficients of several columns side by side in each frame; see <c>ml.Transforms.ConcatenateFrames</c>.</summary>
public sealed class ConcatenateFramesTransformer : RowTransformer
{
    internal const string Name = "ConcatenateFrames";

    private const string OutputRole = "output";
    private const string Inputs = "inputs";

    private readonly string[] _inputs;

    internal ConcatenateFramesTransformer(string outputColumnName, IReadOnlyList<string> inputColumnNames)
    {
        OutputColumnName = Check.NotEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        if (inputColumnNames.Count == 0)
            throw new ArgumentException("inputColumnNames: expected at least one column, got none.", nameof(inputColumnNames));
        _inputs = [.. inputColumnNames.Select(name => Check.NotEmpty(name, nameof(inputColumnNames)))];
    }

    internal ConcatenateFramesTransformer(ComponentReader reader)
        : this(reader.Column(OutputRole), InputsOf(reader))
    {
    }

    /// <summary>The column that the transformer adds.</summary>
    public string OutputColumnName { get; }

    /// <summary>The columns that it reads, in the order of their coefficients.</summary>
    public IReadOnlyList<string> InputColumnNames => _inputs;

    internal override string ComponentName => Name;

    internal override void Save(ComponentWriter writer)
    {
        writer.Column(OutputRole, OutputColumnName);
        writer.Number(Inputs, _inputs.Length);
        for (int i = 0; i < _inputs.Length; i++)
            writer.Column(InputRole(i), _inputs[i]);
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column[] columns = [.. _inputs.Select(name => ColumnLookup.Find(schema, name, TypeRule.SingleVector, Name))];
        FrameLayout[] layouts = [.. columns.Select(column => FrameLayout.Of(column, Name))];
        for (int i = 0; i < layouts.Length; i++)
        {
            if (layouts[i].Padding is not null)
                throw new ArgumentException($"{Name}: column '{_inputs[i]}': expected frames without padding; concatenate before PadSequence.");
        }
        int? frames = layouts.All(layout => layout.Frames is not null) ? layouts[0].Frames : null;
        for (int i = 1; frames is not null && i < layouts.Length; i++)
        {
            if (layouts[i].Frames != frames)
                throw new ArgumentException($"{Name}: column '{_inputs[i]}': expected {frames} frames as in '{_inputs[0]}', got {layouts[i].Frames}.");
        }
        string[] names = [.. layouts.SelectMany((layout, i) => layout.Names ?? layout.NamesOrNumbers.Select(number => $"{_inputs[i]}_{number}"))];
        var joined = new FrameLayout(frames, names.Length, names, Padding: null);
        return new KernelStage(
            Name, schema, [.. columns.Select(column => column.Index)], () => new Kernel(_inputs, layouts, joined.Width),
            new MappedColumn(OutputColumnName, joined.Type, joined.Annotations));
    }

    private static string[] InputsOf(ComponentReader reader)
    {
        int count = reader.OptionalNumber(Inputs) ?? 0;
        if (count is < 1 or > 10_000)
            throw reader.Damaged($"says that it reads {count} columns");
        return [.. Enumerable.Range(0, count).Select(i => reader.Column(InputRole(i)))];
    }

    private static string InputRole(int index) => string.Create(CultureInfo.InvariantCulture, $"input{index}");

    private sealed class Kernel(string[] names, FrameLayout[] layouts, int width) : RowKernel
    {
        private readonly DenseSpan<float>[] _dense = [.. layouts.Select(_ => new DenseSpan<float>())];

        public override void Run(in RowCells cells)
        {
            int frames = layouts[0].Count(cells.Input<VBuffer<float>>(0).Length);
            Span<float> wide = Vectors.Resize(ref cells.Output<VBuffer<float>>(0), checked(frames * width));
            int start = 0;
            for (int i = 0; i < layouts.Length; i++)
            {
                ReadOnlySpan<float> part = _dense[i].Of(in cells.Input<VBuffer<float>>(i));
                int own = layouts[i].Width;
                if (layouts[i].Count(part.Length) != frames)
                {
                    throw new ArgumentException(
                        $"column '{names[i]}': expected {frames} frames as in '{names[0]}', got {part.Length / own}; give both extractors the same hop length and centring.");
                }
                for (int t = 0; t < frames; t++)
                    part.Slice(t * own, own).CopyTo(wide[(t * width + start)..]);
                start += own;
            }
        }
    }
}

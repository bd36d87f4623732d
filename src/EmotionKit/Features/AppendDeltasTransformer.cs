using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Features;

/// <summary>Appends derivatives over time to every frame; see <c>ml.Transforms.AppendDeltas</c>.</summary>
public sealed class AppendDeltasTransformer : ColumnTransformer
{
    internal const string Name = "AppendDeltas";

    internal AppendDeltasTransformer(string outputColumnName, string? inputColumnName, AppendDeltasOptions options)
        : base(outputColumnName, inputColumnName)
    {
        Options = options;
        Options.Validate();
    }

    internal AppendDeltasTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<AppendDeltasOptions>();
        Options.Validate();
    }

    /// <summary>How many derivatives, over how many frames.</summary>
    public AppendDeltasOptions Options { get; }

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.SingleVector;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        FrameLayout layout = FrameLayout.Of(input, ComponentName);
        var names = new List<string>();
        for (int order = 0; order <= Options.Order; order++)
            names.AddRange(layout.NamesOrNumbers.Select(name => Prefix(order) + name));
        var wider = new FrameLayout(layout.Frames, names.Count, [.. names], Padding: null);
        return (new MappedColumn(OutputColumnName, wider.Type, wider.Annotations), () => new Kernel(layout, Options));
    }

    private static string Prefix(int order) => order switch
    {
        0 => "",
        1 => "delta_",
        _ => $"delta{order}_",
    };

    private sealed class Kernel(FrameLayout layout, AppendDeltasOptions options) : VectorKernel
    {
        private float[] _delta = [];

        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
        {
            int frames = layout.Count(input.Length);
            Span<float> wide = Vectors.Resize(ref output, checked(input.Length * (options.Order + 1)));
            if (_delta.Length < input.Length)
                _delta = new float[input.Length];
            Span<float> delta = _delta.AsSpan(0, input.Length);
            Place(input, wide, frames, index: 0);
            for (int order = 1; order <= options.Order; order++)
            {
                Delta.Compute(input, layout.Width, order, options.Width, delta);
                Place(delta, wide, frames, order);
            }
        }

        private void Place(ReadOnlySpan<float> part, Span<float> wide, int frames, int index)
        {
            int width = layout.Width;
            int wideWidth = width * (options.Order + 1);
            for (int t = 0; t < frames; t++)
                part.Slice(t * width, width).CopyTo(wide[(t * wideWidth + index * width)..]);
        }
    }
}

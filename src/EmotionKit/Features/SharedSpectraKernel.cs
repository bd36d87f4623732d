using EmotionKit.Rows;
using EmotionKit.Signal.Framing;
using Microsoft.ML.Data;

namespace EmotionKit.Features;

/// <summary>Several extractors of one column over one Fourier transform.</summary>
internal sealed class SharedSpectraKernel(ISpectralFeature[] features, MappedStage[] stages) : RowKernel
{
    private readonly DenseSpan<float> _dense = new();
    private readonly SharedSpectra _spectra = new(features);

    public override RowKernel? Join(MappedStage stage, RowKernel later, MappedStage laterStage) =>
        later is FrameFeatureKernel { Spectral: { } feature } && stages[0].Inputs[0] == laterStage.Inputs[0] && SharedSpectra.CanShare(features[0], feature)
            ? new SharedSpectraKernel([.. features, feature], [.. stages, laterStage])
            : null;

    public override void Run(in RowCells cells)
    {
        var outputs = new Outputs(stages, cells);
        _spectra.Extract(_dense.Of(in cells.Input<VBuffer<float>>(0)), ref outputs,
            static (scoped ref outputs, index, length) => outputs.Resize(index, length));
    }

    private readonly ref struct Outputs(MappedStage[] stages, RowCells cells)
    {
        private readonly MappedStage[] _stages = stages;
        private readonly RowCells _cells = cells;

        public Span<float> Resize(int index, int length) => Vectors.Resize(ref _cells.At(_stages[index]).Output<VBuffer<float>>(0), length);
    }
}

using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Fourier;

namespace EmotionKit.Signal.Framing;

/// <summary>Brings a group of frames, windowed and one frame per lane, into the Fourier transform's input.</summary>
internal sealed unsafe class FrameLoader
{
    private readonly FramePlan _plan;
    private readonly RealFft _fft;
    private readonly float[] _scaledWindow;

    public FrameLoader(FramePlan plan, RealFft fft)
    {
        _plan = plan;
        _fft = fft;
        _scaledWindow = NeedsRows ? plan.Window : Array.ConvertAll(plan.Window, w => w * plan.SampleScale);
    }

    // Whether samples of a frame are worked on before the window.
    private bool NeedsRows => _plan.RemoveDcOffset || _plan.FramePreEmphasis != 0;

    /// <summary>Loads <paramref name="count"/> frames from <paramref name="first"/>; further lanes are 0.</summary>
    /// <remarks>Where <paramref name="energy"/> is not null, it receives one row: the sum of squares before pre-emphasis and window.</remarks>
    public void Load(float* samples, int length, int first, int count, FrameScratch scratch, float* energy)
    {
        int lanes = _plan.Lanes;
        float** frames = stackalloc float*[lanes];
        Locate(samples, length, first, count, scratch, frames);
        scratch.Fourier.Reserve(_fft.WorkLength(lanes));
        float* work = scratch.Fourier.Pointer;
        int from = _plan.WindowOffset, to = from + _plan.WindowLength;
        for (int n = 0; n < from; n++)
            new Span<float>(_fft.InputRow(work, n, lanes), lanes).Clear();
        for (int n = to; n < _plan.NFft; n++)
            new Span<float>(_fft.InputRow(work, n, lanes), lanes).Clear();
        if (NeedsRows || energy != null)
            LoadPrepared(frames, lanes, scratch, energy, work);
        else
            LoadDirect(frames, lanes, work);
    }

    private void Locate(float* samples, int length, int first, int count, FrameScratch scratch, float** frames)
    {
        int window = _plan.WindowLength;
        scratch.Edges.Reserve((_plan.Lanes + 1) * window);
        float* zeros = scratch.Edges.Pointer + _plan.Lanes * window;
        new Span<float>(zeros, window).Clear();
        for (int lane = 0; lane < _plan.Lanes; lane++)
        {
            if (lane >= count)
            {
                frames[lane] = zeros;
                continue;
            }
            long start = (long)(first + lane) * _plan.Hop - _plan.Padding + _plan.WindowOffset;
            if (start >= 0 && start + window <= length)
            {
                frames[lane] = samples + start;
                continue;
            }
            frames[lane] = scratch.Edges.Pointer + lane * window;
            Padding.Copy(new ReadOnlySpan<float>(samples, length), start, _plan.PadMode, new Span<float>(frames[lane], window));
        }
    }

    private void LoadDirect(float** frames, int lanes, float* work)
    {
        for (int n = 0; n < _plan.WindowLength; n++)
        {
            float* row = _fft.InputRow(work, n + _plan.WindowOffset, lanes);
            float w = _scaledWindow[n];
            for (int lane = 0; lane < lanes; lane++)
                row[lane] = frames[lane][n] * w;
        }
    }

    private void LoadPrepared(float** frames, int lanes, FrameScratch scratch, float* energy, float* work)
    {
        int window = _plan.WindowLength;
        scratch.Rows.Reserve((window + 1) * lanes);
        float* rows = scratch.Rows.Pointer;
        for (int n = 0; n < window; n++)
        {
            for (int lane = 0; lane < lanes; lane++)
                rows[n * lanes + lane] = frames[lane][n] * _plan.SampleScale;
        }
        switch (SimdWidths.Fitting(SimdWidths.Best, lanes))
        {
            case SimdWidth.Vector512: Prepare<Simd512>(rows, lanes, energy, work); break;
            case SimdWidth.Vector256: Prepare<Simd256>(rows, lanes, energy, work); break;
            case SimdWidth.Vector128: Prepare<Simd128>(rows, lanes, energy, work); break;
            default: Prepare<Simd32>(rows, lanes, energy, work); break;
        }
    }

    private void Prepare<V>(float* rows, int lanes, float* energy, float* work)
        where V : unmanaged, ISimd<V>
    {
        int window = _plan.WindowLength;
        V emphasis = V.Broadcast(_plan.FramePreEmphasis);
        for (int q = 0; q < lanes; q += V.Count)
        {
            V mean = V.Broadcast(0);
            if (_plan.RemoveDcOffset)
            {
                for (int n = 0; n < window; n++)
                    mean += V.Load(rows + n * lanes + q);
                mean *= V.Broadcast(1f / window);
            }
            V sum = V.Broadcast(0);
            V before = V.Load(rows + q) - mean;
            for (int n = 0; n < window; n++)
            {
                V x = V.Load(rows + n * lanes + q) - mean;
                sum = V.MultiplyAdd(x, x, sum);
                V y = V.NegativeMultiplyAdd(emphasis, before, x) * V.Broadcast(_plan.Window[n]);
                V.Store(y, _fft.InputRow(work, n + _plan.WindowOffset, lanes) + q);
                before = x;
            }
            if (energy != null)
                V.Store(sum, energy + q);
        }
    }
}

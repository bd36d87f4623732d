using System.Numerics;
using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Fourier;

namespace EmotionKit.Signal.Framing;

/// <summary>Brings a group of frames, windowed and one frame per lane, into the Fourier transform, and transforms them.</summary>
internal sealed unsafe class GroupTransform<T> : IGroupTransform
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FramePlan _plan;
    private readonly RealFft<T> _fft;
    private readonly T[] _window;
    private readonly T[] _scales;
    private readonly Func<FrameScratch, TransformScratch<T>> _scratch;

    public GroupTransform(FramePlan plan, Func<FrameScratch, TransformScratch<T>> scratch)
    {
        _plan = plan;
        _fft = RealFft<T>.Get(plan.NFft);
        _scratch = scratch;
        double scale = WorksOnRows ? 1 : plan.SampleScale;
        _scales = new T[plan.WindowLength];
        Array.Fill(_scales, T.CreateTruncating(WorksOnRows ? plan.SampleScale : 1));
        _window = Array.ConvertAll(plan.Window, w => T.CreateTruncating(w * scale));
    }

    // Whether samples of a frame are worked on before the window.
    private bool WorksOnRows => _plan.RemoveDcOffset || _plan.FramePreEmphasis != 0;

    public void Power(float* samples, int length, int first, int count, FrameScratch scratch, float* power, float* energy, SimdWidth limit)
    {
        int lanes = _plan.Lanes;
        float** frames = stackalloc float*[lanes];
        Locate(samples, length, first, count, scratch, frames);
        TransformScratch<T> memory = _scratch(scratch);
        memory.Fourier.Reserve(_fft.WorkLength(lanes));
        T* work = memory.Fourier.Pointer;
        int from = _plan.WindowOffset, to = from + _plan.WindowLength;
        for (int n = 0; n < from; n++)
            new Span<T>(_fft.InputRow(work, n, lanes), lanes).Clear();
        for (int n = to; n < _plan.NFft; n++)
            new Span<T>(_fft.InputRow(work, n, lanes), lanes).Clear();
        if (WorksOnRows || energy != null)
            LoadPrepared(frames, lanes, memory, energy, work, limit);
        else
            FrameRows.Load<T>(frames, lanes, _window, new RowTarget<T>(work, lanes, _fft.IsPacked ? _fft.PlaneOffset(lanes) : 0, from));
        _fft.Power(work, lanes, power, limit);
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

    private void LoadPrepared(float** frames, int lanes, TransformScratch<T> memory, float* energy, T* work, SimdWidth limit)
    {
        memory.Rows.Reserve((long)_plan.WindowLength * lanes);
        T* rows = memory.Rows.Pointer;
        FrameRows.Load<T>(frames, lanes, _scales, new RowTarget<T>(rows, lanes, oddPlane: 0, first: 0));
        switch (SimdWidths.Fitting<T>(limit, lanes))
        {
            case SimdWidth.Vector512: Prepare<Simd512<T>>(rows, lanes, energy, work); break;
            case SimdWidth.Vector256: Prepare<Simd256<T>>(rows, lanes, energy, work); break;
            case SimdWidth.Vector128: Prepare<Simd128<T>>(rows, lanes, energy, work); break;
            default: Prepare<SimdScalar<T>>(rows, lanes, energy, work); break;
        }
    }

    private void Prepare<V>(T* rows, int lanes, float* energy, T* work)
        where V : unmanaged, ISimd<V, T>
    {
        int window = _plan.WindowLength;
        V emphasis = V.Broadcast(T.CreateTruncating(_plan.FramePreEmphasis));
        // Where the scale is in the window, energies still want it.
        T scale = T.CreateTruncating(WorksOnRows ? 1 : _plan.SampleScale);
        for (int q = 0; q < lanes; q += V.Count)
        {
            V mean = V.Broadcast(T.Zero);
            if (_plan.RemoveDcOffset)
            {
                for (int n = 0; n < window; n++)
                    mean += V.Load(rows + n * lanes + q);
                mean *= V.Broadcast(T.One / T.CreateTruncating(window));
            }
            V sum = V.Broadcast(T.Zero);
            V before = V.Load(rows + q) - mean;
            for (int n = 0; n < window; n++)
            {
                V x = V.Load(rows + n * lanes + q) - mean;
                sum = V.MultiplyAdd(x, x, sum);
                V y = V.NegativeMultiplyAdd(emphasis, before, x) * V.Broadcast(_window[n]);
                V.Store(y, _fft.InputRow(work, n + _plan.WindowOffset, lanes) + q);
                before = x;
            }
            if (energy != null)
                V.StoreSingles(sum * V.Broadcast(scale * scale), energy + q);
        }
    }
}

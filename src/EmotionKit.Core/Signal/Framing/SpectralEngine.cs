using EmotionKit.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>
/// Cuts a clip into frames and gives their power spectra, a group of frames at once, one frame per vector lane: row k of a group
/// holds bin k of each of its frames. A frame's numbers do not depend on the group it falls into.
/// </summary>
internal sealed unsafe class SpectralEngine
{
    private readonly IGroupTransform _transform;
    private readonly SimdWidth _limit;

    /// <param name="plan">The frames.</param>
    /// <param name="limit">The widest vectors to use.</param>
    public SpectralEngine(FramePlan plan, SimdWidth limit)
    {
        Plan = plan;
        _limit = limit;
        _transform = plan.IsDouble
            ? new GroupTransform<double>(plan, static scratch => scratch.Doubles)
            : new GroupTransform<float>(plan, static scratch => scratch.Singles);
    }

    /// <summary>Receives the rows of one group.</summary>
    /// <param name="state">What the caller of <see cref="Process"/> passed.</param>
    /// <param name="power"><see cref="FramePlan.Bins"/> rows of <see cref="FramePlan.Lanes"/> floats.</param>
    /// <param name="energy">One row of energies, where they were asked for.</param>
    /// <param name="first">The frame in lane 0.</param>
    /// <param name="count">Lanes that hold frames; further lanes are silence.</param>
    public delegate void GroupHandler<TState>(ref TState state, float* power, float* energy, int first, int count)
        where TState : allows ref struct;

    public FramePlan Plan { get; }

    /// <summary>Runs over a clip, group after group.</summary>
    public void Process<TState>(ReadOnlySpan<float> samples, FrameScratch scratch, bool energy, ref TState state, GroupHandler<TState> handler)
        where TState : allows ref struct
    {
        int frames = Plan.FrameCount(samples.Length);
        int lanes = Plan.Lanes;
        fixed (float* given = samples)
        {
            float* clip = given;
            if (Plan.ClipPreEmphasis != 0 && frames > 0)
                clip = Emphasise(samples, scratch.Clip);
            for (int first = 0; first < frames; first += lanes)
            {
                int count = Math.Min(lanes, frames - first);
                Group(clip, samples.Length, first, count, scratch, energy, out float* power, out float* energyRow);
                handler(ref state, power, energyRow, first, count);
            }
        }
    }

    /// <summary>The spectra of one group of at most <see cref="FramePlan.Lanes"/> frames of a clip, which is past its pre-emphasis.</summary>
    public void Group(float* clip, int length, int first, int count, FrameScratch scratch, bool energy, out float* power, out float* energyRow)
    {
        scratch.Spectrum.Reserve((long)(Plan.Bins + 1) * Plan.Lanes);
        power = scratch.Spectrum.Pointer;
        energyRow = energy ? power + Plan.Bins * Plan.Lanes : null;
        _transform.Power(clip, length, first, count, scratch, power, energyRow, _limit);
    }

    // librosa.effects.preemphasis starts its filter with the state 2 y[0] - y[1].
    private float* Emphasise(ReadOnlySpan<float> samples, AlignedBuffer<float> target)
    {
        target.Reserve(samples.Length);
        float* clip = target.Pointer;
        float factor = Plan.ClipPreEmphasis;
        clip[0] = samples.Length > 1 ? 3 * samples[0] - samples[1] : samples[0];
        for (int n = 1; n < samples.Length; n++)
            clip[n] = samples[n] - factor * samples[n - 1];
        return clip;
    }
}

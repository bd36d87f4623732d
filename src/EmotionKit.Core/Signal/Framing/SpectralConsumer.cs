namespace EmotionKit.Signal.Framing;

/// <summary>Turns the power spectra of one clip after another into features. Holds scratch memory; used by one thread at a time.</summary>
internal abstract unsafe class SpectralConsumer
{
    public FrameScratch Scratch { get; } = new();

    /// <summary>Whether it wants the energies of frames.</summary>
    public virtual bool UsesEnergy => false;

    /// <summary>Whether <see cref="Accept"/> leaves something else in the rows of powers.</summary>
    public virtual bool SpoilsPower => false;

    /// <summary>Begins a clip.</summary>
    /// <param name="count">Its frames.</param>
    /// <param name="frames">Where the features go, [frame, coefficient]; valid until <see cref="End"/> has returned.</param>
    public abstract void Begin(int count, float* frames);

    /// <summary>Takes a group of spectra.</summary>
    /// <param name="power"><see cref="FramePlan.Bins"/> rows of <see cref="FramePlan.Lanes"/> floats.</param>
    /// <param name="energy">One row of energies, if somebody uses them.</param>
    /// <param name="first">The frame in lane 0.</param>
    /// <param name="count">Lanes that hold frames; further lanes are silence.</param>
    public abstract void Accept(float* power, float* energy, int first, int count);

    /// <summary>Writes what <see cref="Accept"/> has not written.</summary>
    public abstract void End(ReadOnlySpan<float> samples);
}

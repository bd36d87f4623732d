namespace EmotionKit.Signal.Framing;

/// <summary>An extractor that works on power spectra, and can take them from a Fourier transform that others use too.</summary>
internal interface ISpectralFeature : IFrameFeature
{
    /// <summary>The spectra that it wants; null where its options ask for none.</summary>
    SpectralEngine? Spectra { get; }

    /// <summary>Borrows what turns the spectra of one clip into features.</summary>
    SpectralConsumer Rent();

    /// <summary>Gives it back.</summary>
    void Return(SpectralConsumer consumer);
}

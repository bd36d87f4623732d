namespace EmotionKit.Signal;

/// <summary>The synthesiser's controls for one step of <see cref="SpeechTrack.StepSeconds"/>; levels are amplitudes, frequencies in Hz.</summary>
internal struct SpeechFrame
{
    public double Pitch, Voice, Aspiration, Frication, FricationHz, F1, F2, F3;
}

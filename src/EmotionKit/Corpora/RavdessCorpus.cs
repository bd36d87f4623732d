using System.Globalization;

namespace EmotionKit.Corpora;

/// <summary>
/// Livingstone and Russo, The Ryerson Audio-Visual Database of Emotional Speech and Song (2018):
/// modality-channel-emotion-intensity-statement-repetition-actor.
/// </summary>
internal sealed class RavdessCorpus : NamedCorpus
{
    private static readonly string[] Emotions = ["neutral", "calm", "happy", "sad", "angry", "fear", "disgust", "surprise"];

    public override string Name => "ravdess";

    protected override string Pattern => "modality-channel-emotion-intensity-statement-repetition-actor, such as 03-01-05-02-01-01-12";

    protected override SpeechRecording? Read(RecordingFile file, ref string? problem)
    {
        string[] parts = file.Name.Split('-');
        if (parts.Length != 7)
            return null;
        Span<int> codes = stackalloc int[7];
        for (int i = 0; i < codes.Length; i++)
        {
            if (!IsNumber(parts[i], 2))
                return null;
            codes[i] = int.Parse(parts[i], CultureInfo.InvariantCulture);
        }
        problem = Fault(codes);
        if (problem is not null)
            return null;
        return new SpeechRecording
        {
            Label = Emotions[codes[2] - 1],
            Speaker = parts[6],
            Gender = codes[6] % 2 == 0 ? "female" : "male",
            Sentence = parts[4],
            Intensity = codes[3] == 1 ? "normal" : "strong",
        };
    }

    private static string? Fault(ReadOnlySpan<int> codes)
    {
        if (codes[0] is not (1 or 3))
            return $"expected modality 01 or 03 (with sound), got {codes[0]:00}";
        if (codes[1] != 1)
            return codes[1] == 2 ? "this is song (channel 02), expected speech (01)" : $"expected channel 01, got {codes[1]:00}";
        if (codes[2] is < 1 or > 8)
            return $"expected an emotion from 01 to 08, got {codes[2]:00}";
        if (codes[3] is < 1 or > 2)
            return $"expected intensity 01 or 02, got {codes[3]:00}";
        if (codes[4] is < 1 or > 2)
            return $"expected statement 01 or 02, got {codes[4]:00}";
        if (codes[5] is < 1 or > 2)
            return $"expected repetition 01 or 02, got {codes[5]:00}";
        return codes[6] is < 1 or > 24 ? $"expected an actor from 01 to 24, got {codes[6]:00}" : null;
    }
}

using EmotionKit.Audio;
using EmotionKit.Signal;

namespace Samples.Tests;

/// <summary>Writes synthetic speech under RAVDESS' names, which know two sentences.</summary>
internal static class SyntheticCorpus
{
    public static string Write(string folder, int speakers = 4, int sentences = 2, params SyntheticEmotion[] emotions)
    {
        Directory.CreateDirectory(folder);
        for (int speaker = 1; speaker <= speakers; speaker++)
        {
            foreach (SyntheticEmotion emotion in emotions.Length > 0 ? emotions : Enum.GetValues<SyntheticEmotion>())
            {
                for (int sentence = 1; sentence <= sentences; sentence++)
                {
                    string name = $"03-01-{(int)emotion + 1:00}-01-{sentence:00}-01-{speaker:00}.wav";
                    WavWriter.Write(Path.Combine(folder, name), SyntheticVoice.Render(emotion, speaker, sentence), SyntheticVoice.SampleRate);
                }
            }
        }
        return folder;
    }
}

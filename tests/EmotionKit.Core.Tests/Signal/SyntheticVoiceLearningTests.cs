using EmotionKit.Linear;
using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal;

public class SyntheticVoiceLearningTests
{
    private const int Emotions = 8, Speakers = 20, Utterances = 5;

    /// <summary>Mean and standard deviation of 20 MFCC over a trimmed clip, and its length.</summary>
    private static float[] Features(MfccExtractor mfcc, int speaker, int emotion, int utterance)
    {
        float[] samples = SyntheticVoice.Render((SyntheticEmotion)emotion, speaker, utterance, seed: 2);
        (int start, int end) = Silence.Trim(samples, new TrimOptions { TopDb = 35 });
        ReadOnlySpan<float> speech = samples.AsSpan(start, end - start);
        int count = mfcc.FrameCount(speech.Length), width = mfcc.Width;
        float[] frames = new float[count * width];
        mfcc.Extract(speech, frames);
        float[] features = new float[2 * width + 1];
        for (int k = 0; k < width; k++)
        {
            double sum = 0, squares = 0;
            for (int i = 0; i < count; i++)
            {
                sum += frames[i * width + k];
                squares += Math.Pow(frames[i * width + k], 2);
            }
            features[k] = (float)(sum / count);
            features[width + k] = (float)Math.Sqrt(Math.Max(0, squares / count - Math.Pow(sum / count, 2)));
        }
        features[^1] = speech.Length;
        return features;
    }

    [Fact]
    [Trait("Category", "Long")]
    public void EmotionsOfUnseenSpeakersAreLearnableButNotTrivial()
    {
        var mfcc = new MfccExtractor(new MfccOptions { NFft = 512, HopLength = 160, NMels = 64, NMfcc = 20 }, SyntheticVoice.SampleRate);
        float[][] rows = new float[Speakers * Emotions * Utterances][];
        int[] labels = new int[rows.Length];
        Parallel.For(0, rows.Length, i =>
        {
            labels[i] = i / Utterances % Emotions;
            rows[i] = Features(mfcc, i / (Emotions * Utterances), labels[i], i % Utterances);
        });
        int width = rows[0].Length, right = 0;
        int[] rightPerEmotion = new int[Emotions];
        for (int fold = 0; fold < 4; fold++)
        {
            int[] train = [.. Enumerable.Range(0, rows.Length).Where(i => i / (Emotions * Utterances) % 4 != fold)];
            float[] x = [.. train.SelectMany(i => rows[i])];
            SoftmaxRegression model = SoftmaxRegression.Fit(x, width, [.. train.Select(i => labels[i])], Emotions, new SoftmaxRegressionOptions());
            float[] scores = new float[Emotions];
            foreach (int i in Enumerable.Range(0, rows.Length).Except(train))
            {
                model.Predict(rows[i], scores);
                if (Array.IndexOf(scores, scores.Max()) == labels[i])
                {
                    right++;
                    rightPerEmotion[labels[i]]++;
                }
            }
        }
        double accuracy = (double)right / rows.Length;
        TestContext.Current.SendDiagnosticMessage($"accuracy {accuracy:F3}, of {Speakers * Utterances} per emotion right: {string.Join(' ', rightPerEmotion)}");
        Assert.InRange(accuracy, 0.55, 0.95);
        Assert.All(rightPerEmotion, count => Assert.InRange(count, 0.25 * Speakers * Utterances, Speakers * Utterances));
    }
}

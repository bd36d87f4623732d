using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

public class TrainingBatchTests
{
    // No binary fraction: shares of it that sum to it differ by rounding.
    private const float Padding = -0.7f;

    [Fact]
    public void Mixed_rows_end_in_padding_that_masking_finds()
    {
        // Rows of ones, of 1 to 9 frames out of 9.
        ReadOnlyMemory<float>[] rows = [.. Enumerable.Range(1, 9).Select(length => new ReadOnlyMemory<float>([.. Enumerable.Range(0, 27).Select(i => i < length * 3 ? 1 : Padding)]))];
        var examples = new NetworkExamples(new Shape(9, 3), rows, [0, 1, 0, 1, 0, 1, 0, 1, 0]);
        for (int step = 0; step < 50; step++)
        {
            // The output is the rows with nothing after their ends; mixed with shares of about a half, no other value comes near that of padding.
            (float[] output, _) = Mix(new NetworkBuilder(9, 3).Input.Masking(Padding).Build(), examples, step);
            Assert.All(output, value => Assert.InRange(value, -0.5, 1));
        }
    }

    [Fact]
    public void A_row_lasts_as_long_as_the_longer_one_that_it_is_mixed_with_in_padding()
    {
        ReadOnlyMemory<float>[] rows = [.. ((int[])[2, 4]).Select(length => new ReadOnlyMemory<float>([.. Enumerable.Repeat(1f, length * 3)]))];
        var examples = new NetworkExamples(new Shape(-1, 3), rows, [0, 1]);
        int mixed = 0;
        for (int step = 0; step < 20; step++)
        {
            (float[] output, TrainingBatch batch) = Mix(new NetworkBuilder(-1, 3).Input.Masking(Padding).Build(), examples, step);
            float first = batch.Target(0)[0], second = batch.Target(1)[1];
            if (first == 1)
                continue;
            mixed++;
            // The longer row has that share of itself where the shorter has ended.
            for (int i = 0; i < 12; i++)
            {
                Assert.Equal(i < 6 ? 1 : (1 - first) + first * Padding, output[i], 1e-6f);
                Assert.Equal(i < 6 ? 1 : second + (1 - second) * Padding, output[12 + i], 1e-6f);
            }
        }
        Assert.InRange(mixed, 1, 19);
    }

    private static (float[] Output, TrainingBatch Batch) Mix(NetworkDefinition network, NetworkExamples examples, long step)
    {
        var options = new NetworkTrainingOptions { Mixup = 10 };
        var session = new Session(network, new ParameterLayout(network), withoutLast: false);
        float[] weights = new float[examples.Count];
        var batch = new TrainingBatch(examples, options, null, network.InputShape!.Value, 2, weights, Padding);
        batch.Load(session, Enumerable.Range(0, examples.Count).ToArray(), epoch: 1, step, CancellationToken.None);
        return (session.Forward().Span.ToArray(), batch);
    }
}

using System.Numerics;
using EmotionKit.Audio.Flac;

namespace EmotionKit.Core.Tests.Audio;

public sealed class FlacLinearPredictorTests
{
    [Theory]
    [InlineData(true, 15, 9)]
    [InlineData(false, 23, 14)]
    public void Every_order_and_length_restores_what_the_definition_says(bool fitsInt32, int sampleBits, int coefficientBits)
    {
        var random = new DeterministicRandom(3);
        for (int order = 1; order <= 32; order++)
        {
            int[] coefficients = [.. Enumerable.Range(0, order).Select(_ => random.Next(1 << coefficientBits) - (1 << (coefficientBits - 1)))];
            int shift = coefficientBits + 2;
            foreach (int length in Enumerable.Range(order, 24).Append(1001))
            {
                int[] block = [.. Enumerable.Range(0, length).Select(_ => random.Next(1 << sampleBits) - (1 << (sampleBits - 1)))];
                int[] expected = [.. block];
                for (int n = order; n < length; n++)
                {
                    BigInteger sum = 0;
                    for (int tap = 0; tap < order; tap++)
                        sum += (BigInteger)coefficients[tap] * expected[n - 1 - tap];
                    expected[n] += (int)(sum >> shift);
                }
                FlacLinearPredictor.Restore(block, coefficients, shift, fitsInt32);
                Assert.Equal(expected, block);
            }
        }
    }
}

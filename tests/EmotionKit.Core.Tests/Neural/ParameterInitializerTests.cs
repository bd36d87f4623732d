using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

public class ParameterInitializerTests
{
    // Limits and deviations: Glorot and Bengio 2010, He et al. 2015, PyTorch's default of 1 / sqrt(fan in).
    [Theory]
    [InlineData(WeightInit.GlorotUniform, 0.11338934190276817, 0.06546536707079771)]
    [InlineData(WeightInit.HeUniform, 0.14433756729740643, 0.08333333333333333)]
    [InlineData(WeightInit.FanInUniform, 0.05892556509887896, 0.034020690871988585)]
    [InlineData(WeightInit.HeNormal, 0.18947535, 0.08333333333333333)]
    public void Kernels_of_convolutions_have_the_spread_that_their_fans_ask_for(WeightInit init, double limit, double deviation)
    {
        // Fan in 3 * 3 * 32 = 288, fan out 3 * 3 * 20 = 180.
        Network network = Network.Create(new NetworkBuilder(8, 8, 32).Input.Conv2D(20, 3, init: init).Build(), 1);
        double[] kernel = [.. network.Parameters[0].Values.ToArray().Select(v => (double)v)];
        Assert.InRange(kernel.Max(Math.Abs), 0.97 * limit, limit * (1 + 1e-6));
        Assert.Equal(deviation, Math.Sqrt(kernel.Average(v => v * v)), 0.03 * deviation);
        Assert.Equal(0, kernel.Average(), 0.05 * deviation);
        Assert.All(network.Parameters[1].Values.ToArray(), bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void Recurrent_kernels_are_orthogonal_and_the_forget_gate_begins_open()
    {
        Network network = Network.Create(new NetworkBuilder(-1, 5).Input.Lstm(24).Build(), 3);
        float[] recurrent = network.Parameters[1].Values.ToArray(), bias = network.Parameters[2].Values.ToArray();
        for (int gate = 0; gate < 4; gate++)
        {
            for (int a = 0; a < 24; a++)
            {
                for (int b = 0; b < 24; b++)
                {
                    double dot = Enumerable.Range(0, 24).Sum(c => (double)recurrent[a * 96 + gate * 24 + c] * recurrent[b * 96 + gate * 24 + c]);
                    Assert.Equal(a == b ? 1 : 0, dot, 1e-5);
                }
            }
        }
        Assert.All(Enumerable.Range(0, 96), i => Assert.Equal(i / 24 == 1 ? 1 : 0, bias[i]));
    }

    [Fact]
    public void Another_seed_gives_other_weights_and_layers_of_one_kind_differ()
    {
        NetworkDefinition network = new NetworkBuilder(4).Input.Dense(4).Dense(4).Build();
        float[] one = Network.Create(network, 1).Parameters[0].Values.ToArray();
        Assert.Equal(one, Network.Create(network, 1).Parameters[0].Values.ToArray());
        Assert.NotEqual(one, Network.Create(network, 2).Parameters[0].Values.ToArray());
        Assert.NotEqual(one, Network.Create(network, 1).Parameters[2].Values.ToArray());
    }
}

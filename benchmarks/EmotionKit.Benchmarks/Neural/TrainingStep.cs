using EmotionKit.Neural;

namespace EmotionKit.Benchmarks.Neural;

/// <summary>Forward, backward and update of a network on one batch, as <see cref="NetworkTrainer"/> does them at every step.</summary>
internal sealed class TrainingStep
{
    private readonly BenchmarkNetwork _network;
    private readonly Session _session;
    private readonly TrainingState _state;
    private readonly LossFunction _loss;
    private readonly float[] _input;
    private readonly float[] _targets;
    private readonly float[] _gradient;
    private readonly int _classes;
    private readonly int _threads;

    public TrainingStep(BenchmarkNetwork network, int threads)
    {
        _network = network;
        _threads = threads;
        NetworkDefinition definition = network.Definition;
        var layout = new ParameterLayout(definition);
        _state = new TrainingState(layout, new NetworkTrainingOptions());
        ParameterInitializer.Fill(layout, _state.Weights, seed: 1);
        _session = new Session(definition, layout, withoutLast: true);
        _session.Pass.Threads = threads;
        _session.Pass.Weights = _state.Weights;
        _session.Pass.Gradients = _state.Gradients;
        _session.Pass.Training = true;
        _classes = definition.OutputShape.Last;
        _loss = new LossFunction(_classes, isBinary: false, LossKind.CrossEntropy, 0);
        var random = new DeterministicRandom(1);
        _input = new float[network.Batch * (int)definition.InputShape!.Value.Size];
        foreach (ref float value in _input.AsSpan())
            value = (float)random.NextGaussian();
        _targets = new float[network.Batch * _classes];
        for (int row = 0; row < network.Batch; row++)
            _targets[row * _classes + random.Next(_classes)] = 1;
        _gradient = new float[_targets.Length];
    }

    /// <summary>One step; the batch's loss.</summary>
    public double Run()
    {
        Tensor input = _session.Begin(_network.Batch, time: 1);
        _input.CopyTo(input.Span);
        Tensor output = _session.Forward();
        double loss = 0;
        for (int row = 0; row < _network.Batch; row++)
        {
            loss += _loss.Row(
                output.Row(row), _targets.AsSpan(row * _classes, _classes), 1.0 / _network.Batch, _gradient.AsSpan(row * _classes, _classes));
        }
        _session.Backward(_gradient);
        _state.Optimizer.Update(1e-3, _threads);
        return loss / _network.Batch;
    }
}

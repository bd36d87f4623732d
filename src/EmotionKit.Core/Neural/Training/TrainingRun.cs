using System.Diagnostics;
using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>One training, from its first step or from a checkpoint to its end.</summary>
internal sealed class TrainingRun
{
    private const long ReportTicks = TimeSpan.TicksPerMillisecond * 100;

    private readonly NetworkDefinition _network;
    private readonly NetworkTrainingOptions _options;
    private readonly NetworkExamples _examples;
    private readonly NetworkExamples? _validation;
    private readonly int _classes;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly string? _checkpoint;
    private readonly string _source;
    private readonly ParameterLayout _layout;
    private readonly TrainingState _state;
    private readonly Session _session;
    private readonly LossFunction _loss;
    private readonly Evaluator? _evaluator;
    private readonly BatchOrder _order;
    private readonly TrainingBatch _batch;
    private readonly Stopwatch _clock = new();
    private readonly List<double> _epochSeconds = [];
    private readonly int _threads = Execution.Threads;
    private float[] _gradient = [];
    private byte[] _fingerprint = [];
    private TrainingHistory _former = new();
    private long _stepsDone;
    private TimeSpan _reported;
    private TimeSpan _epochBegan;

    public TrainingRun(
        NetworkDefinition network, NetworkTrainingOptions options, NetworkExamples examples, NetworkExamples? validation, int classes, float[] rowWeights,
        FeatureSource? source, IProgress<TrainingProgress>? progress, string? checkpoint, string sourceDescription)
    {
        (_network, _options, _examples, _validation, _classes) = (network, options, examples, validation, classes);
        (_progress, _checkpoint, _source) = (progress, checkpoint, sourceDescription);
        _layout = new ParameterLayout(network);
        _state = new TrainingState(_layout, options);
        _session = new Session(network, _layout, withoutLast: true);
        _session.Pass.Threads = _threads;
        _session.Pass.Gradients = _state.Gradients;
        bool isBinary = network.Output.Spec is SigmoidLayer;
        _loss = new LossFunction(classes, isBinary, options.Loss, options.FocalGamma);
        Shape shape = network.InputShape!.Value;
        if (validation is not null)
            _evaluator = new Evaluator(validation, shape, classes, new LossFunction(classes, isBinary, LossKind.CrossEntropy, 0), Math.Max(options.BatchSize, 64));
        _order = new BatchOrder(examples, options.BatchSize);
        _batch = new TrainingBatch(examples, options, source, shape, classes, rowWeights, network.InputMasking?.Value ?? 0);
    }

    private bool TakesBest => _options.RestoreBest && (_validation is not null || _options.Patience > 0);

    public Network Run(Network? start, CancellationToken cancellation)
    {
        if (start is null)
        {
            ParameterInitializer.Fill(_layout, _state.Weights, SeedStream.Of(_options.Seed, SeedStream.Weights));
        }
        else
        {
            start.Weights.Span.CopyTo(_state.Weights.Span);
            _former = start.History;
        }
        _state.Weights.Span.CopyTo(_state.Published.Span);
        if (_checkpoint is not null)
        {
            _fingerprint = Checkpoint.Fingerprint(_network, _options, _classes, _validation is null ? [_examples] : [_examples, _validation], _state.Weights, _source);
            Checkpoint.Read(_checkpoint, _fingerprint, _state);
        }
        _clock.Start();
        TrainingEnd end = TrainingEnd.Completed;
        try
        {
            while (_state.Epoch < _options.Epochs && !_state.Ended)
                RunEpoch(cancellation);
            if (_state.Ended)
                end = TrainingEnd.EarlyStopping;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            end = TrainingEnd.Cancelled;
        }
        return Finish(end);
    }

    private void RunEpoch(CancellationToken cancellation)
    {
        _epochBegan = _clock.Elapsed;
        int epoch = _state.Epoch + 1;
        _order.Shuffle(_options.Seed, epoch);
        double loss = 0, rate = 0;
        int right = 0, rows = 0;
        for (int b = 0; b < _order.Count; b++)
        {
            cancellation.ThrowIfCancellationRequested();
            _session.Pass.Weights = _state.Weights;
            long step = _state.Optimizer.Steps;
            _batch.Load(_session, _order.Rows(b), epoch, step, cancellation);
            (double sum, int correct) = Step(step);
            loss += sum;
            right += correct;
            rows += _batch.Count;
            if (!double.IsFinite(sum))
                throw new TrainingDivergedException(epoch, b + 1, sum);
            rate = _options.LearningRate * _options.Schedule.FactorAt(step, _order.Count, _options.Epochs, _state.Plateaus);
            _state.Optimizer.Update(rate, _threads);
            MoveAverage();
            _stepsDone++;
            Report(epoch, b + 1, loss / rows, (double)right / rows, rate, null);
        }
        EndEpoch(new TrainingEpoch(epoch, loss / rows, (double)right / rows, rate), cancellation);
    }

    /// <summary>Forward and backward; the sum of the rows' weighted losses, and how many were right.</summary>
    private (double Loss, int Right) Step(long step)
    {
        _session.Pass.Training = true;
        _session.Pass.Seed = SeedStream.Of(_options.Seed, SeedStream.Layers, step);
        Tensor output = _session.Forward();
        if (_gradient.Length < output.Length)
            _gradient = new float[output.Length];
        double loss = 0;
        int right = 0;
        for (int i = 0; i < _batch.Count; i++)
        {
            Span<float> logits = output.Row(i);
            double weight = _batch.Weight(i);
            double own = _loss.Row(logits, _batch.Target(i), weight / _batch.Count, _gradient.AsSpan(i * logits.Length, logits.Length));
            loss += weight * own;
            if (_loss.Predict(logits) == _batch.Label(i))
                right++;
        }
        _session.Backward(_gradient.AsSpan(0, output.Length));
        return (loss, right);
    }

    private void MoveAverage()
    {
        if (_state.Average is not { } average)
            return;
        long steps = _state.Optimizer.Steps;
        float decay = (float)Math.Min(_options.AverageDecay, (1.0 + steps) / (10.0 + steps));
        int trained = _layout.TrainableLength;
        VectorOps.MovingAverage(decay, _state.Weights.Span[..trained], average.Span[..trained]);
        _state.Weights.Span[trained..].CopyTo(average.Span[trained..]);
    }

    private void EndEpoch(TrainingEpoch result, CancellationToken cancellation)
    {
        if (_evaluator is not null)
        {
            _session.Pass.Weights = _state.Published;
            (double loss, double accuracy, double uar) = _evaluator.Run(_session, cancellation);
            result = result with { ValidationLoss = Finite(loss), ValidationAccuracy = accuracy, ValidationUar = uar };
        }
        _state.Epoch = result.Epoch;
        _state.History.Add(result);
        _epochSeconds.Add((_clock.Elapsed - _epochBegan).TotalSeconds);
        Judge(result);
        if (_options.Patience > 0 && _state.Stale >= _options.Patience)
            _state.Ended = true;
        bool isLast = _state.Ended || _state.Epoch == _options.Epochs;
        if (_checkpoint is not null && (isLast || _state.Epoch % _options.CheckpointEpochs == 0))
            Checkpoint.Write(_checkpoint, _fingerprint, _state);
        Report(result.Epoch, _order.Count, result.Loss, result.Accuracy, result.LearningRate, result);
    }

    // An infinite loss is no number in JSON; as the largest it still is the worst.
    private static double Finite(double loss) => double.IsFinite(loss) ? loss : double.MaxValue;

    private void Judge(TrainingEpoch result)
    {
        double loss = result.ValidationLoss ?? result.Loss;
        double score = _options.Monitor switch
        {
            TrainingMonitor.ValidationAccuracy when result.ValidationAccuracy is { } accuracy => -accuracy,
            TrainingMonitor.ValidationUar when result.ValidationUar is { } uar => -uar,
            _ => loss,
        };
        if (score < _state.BestScore || (score == _state.BestScore && loss < _state.BestLoss))
        {
            (_state.BestScore, _state.BestLoss, _state.BestEpoch) = (score, loss, result.Epoch);
            (_state.Stale, _state.StaleForRate) = (0, 0);
            _state.Published.Span.CopyTo(_state.Best.Span);
            return;
        }
        _state.Stale++;
        if (++_state.StaleForRate >= _options.Schedule.Patience)
        {
            _state.Plateaus++;
            _state.StaleForRate = 0;
        }
    }

    private Network Finish(TrainingEnd end)
    {
        bool best = TakesBest && _state.BestEpoch > 0;
        var weights = new ParameterValues(_layout.Length);
        (best ? _state.Best : _state.Published).Span.CopyTo(weights.Span);
        foreach (float value in weights.Span)
        {
            if (!float.IsFinite(value))
                throw new TrainingDivergedException(_state.Epoch, _order.Count, double.NaN);
        }
        int offset = _former.Epochs.Count;
        int taken = best ? _state.BestEpoch : _state.Epoch;
        var history = new TrainingHistory
        {
            Epochs = [.. _former.Epochs, .. _state.History.Select(epoch => epoch with { Epoch = epoch.Epoch + offset })],
            BestEpoch = taken + offset,
            End = end,
            // Of a training that goes on from a file or a checkpoint, the time of its first epochs is not known.
            EpochSeconds = _former.EpochSeconds.Count == offset && _epochSeconds.Count == _state.History.Count ? [.. _former.EpochSeconds, .. _epochSeconds] : [],
        };
        return new Network(_network, _layout, weights, history);
    }

    private void Report(int epoch, int step, double loss, double accuracy, double rate, TrainingEpoch? result)
    {
        if (_progress is null)
            return;
        TimeSpan now = _clock.Elapsed;
        if (result is null && (now - _reported).Ticks < ReportTicks)
            return;
        _reported = now;
        long left = (long)_options.Epochs * _order.Count - ((long)(epoch - 1) * _order.Count + step);
        var remaining = TimeSpan.FromTicks((long)((double)now.Ticks / Math.Max(1, _stepsDone) * left));
        _progress.Report(new TrainingProgress(epoch, _options.Epochs, step, _order.Count, loss, accuracy, rate, remaining, result));
    }
}

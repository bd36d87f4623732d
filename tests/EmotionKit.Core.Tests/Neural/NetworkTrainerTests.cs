using System.IO.Compression;
using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

public class NetworkTrainerTests
{
    private static readonly NetworkTrainingOptions Options = new()
    {
        Epochs = 4,
        BatchSize = 16,
        LearningRate = 0.01,
        Mixup = 0.3,
        AverageDecay = 0.9,
        ValidationFraction = 0.25,
        Augmentation = new FeatureAugmentation { TimeMasks = 1, TimeMaskFrames = 3, Noise = 0.1, Speed = 0.2 },
        Schedule = new LearningRateSchedule { Kind = ScheduleKind.Plateau, Patience = 1 },
    };

    [Fact]
    public void The_same_seed_gives_the_same_bits_on_one_and_on_many_threads()
    {
        NetworkExamples examples = TrainingTasks.Humps(90, 1, 40, 4, 1);
        byte[] one, three;
        using (Execution.WithThreads(1))
            one = TrainingTasks.Bits(new NetworkTrainer(Everything(), Options).Train(examples, 4));
        using (Execution.WithThreads(3))
            three = TrainingTasks.Bits(new NetworkTrainer(Everything(), Options).Train(examples, 4));
        Assert.Equal(one, three);
        Assert.NotEqual(one, TrainingTasks.Bits(new NetworkTrainer(Everything(), Options with { Seed = 2 }).Train(examples, 4)));
    }

    [Fact]
    public void Images_too_give_the_same_bits_on_one_and_on_many_threads()
    {
        NetworkExamples examples = TrainingTasks.Mnist("train", 200);
        NetworkNode x = new NetworkBuilder(28, 28, 1).Input.Conv2D(8, 3).BatchNorm().Relu().MaxPool2D(2, 2).Conv2D(16, 3, groups: 2).Relu().AveragePool2D(2, 2);
        NetworkDefinition network = x.Flatten().Dropout(0.3).Dense(32).Relu().Dense(10).Softmax().Build();
        var options = new NetworkTrainingOptions { Epochs = 2 };
        byte[] one, four;
        using (Execution.WithThreads(1))
            one = TrainingTasks.Bits(new NetworkTrainer(network, options).Train(examples, 10));
        using (Execution.WithThreads(4))
            four = TrainingTasks.Bits(new NetworkTrainer(network, options).Train(examples, 10));
        Assert.Equal(one, four);
    }

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.Sgd)]
    public void A_training_that_was_stopped_resumes_to_the_same_bits(OptimizerKind optimizer)
    {
        NetworkExamples examples = TrainingTasks.Humps(90, 1, 40, 4, 1);
        NetworkTrainingOptions options = Options with { Optimizer = optimizer };
        byte[] whole = TrainingTasks.Bits(new NetworkTrainer(Everything(), options).Train(examples, 4));
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "training.ekc");

        using var stop = new CancellationTokenSource();
        var watch = new Watch(progress =>
        {
            // In the middle of the third epoch: what it did is done again.
            if (progress.EpochResult is null && progress.Epoch == 3)
                stop.Cancel();
            else if (progress.EpochResult is { Epoch: 2 })
                Thread.Sleep(120);
        });
        Network stopped = new NetworkTrainer(Everything(), options) { CheckpointPath = path, Progress = watch }.Train(examples, 4, stop.Token);
        Assert.Equal(TrainingEnd.Cancelled, stopped.History.End);
        Assert.Equal(2, stopped.History.Epochs.Count);

        Network resumed = new NetworkTrainer(Everything(), options) { CheckpointPath = path }.Train(examples, 4);
        Assert.Equal(whole, TrainingTasks.Bits(resumed));

        // Ended: nothing is trained again.
        var silent = new Watch(_ => Assert.Fail("trained again"));
        Assert.Equal(whole, TrainingTasks.Bits(new NetworkTrainer(Everything(), options) { CheckpointPath = path, Progress = silent }.Train(examples, 4)));
        InvalidDataException other = Assert.Throws<InvalidDataException>(
            () => new NetworkTrainer(Everything(), options with { Seed = 9 }) { CheckpointPath = path }.Train(examples, 4));
        Assert.Contains("another network, other options or other rows", other.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(
            () => new NetworkTrainer(Everything(), options) { CheckpointPath = path, SourceDescription = "shifted by 2" }.Train(examples, 4));
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Assert.Throws<InvalidDataException>(() => new NetworkTrainer(Everything(), options) { CheckpointPath = path }.Train(examples, 4));
    }

    [Fact]
    public void Cancelled_in_its_first_epoch_a_training_returns_a_network()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Network network = new NetworkTrainer(Everything(), Options).Train(TrainingTasks.Humps(40, 5, 9, 4, 1), 4, stop.Token);
        Assert.Equal(TrainingEnd.Cancelled, network.History.End);
        Assert.Equal(0, network.History.BestEpoch);
    }

    [Fact]
    public void Early_stopping_restores_the_weights_of_the_best_epoch()
    {
        // Nothing to learn but the training rows by heart, so that the validation loss soon rises.
        NetworkExamples validation = TrainingTasks.Noise(60, 20, 4, 8);
        var options = new NetworkTrainingOptions { Epochs = 200, LearningRate = 0.02, Patience = 3, Schedule = new LearningRateSchedule { Kind = ScheduleKind.Constant } };
        var seen = new List<TrainingEpoch>();
        var watch = new Watch(progress => seen.AddRange(progress.EpochResult is { } result ? [result] : []));
        NetworkTrainer trainer = new(new NetworkBuilder(20).Input.Dense(32).Relu().Dense(4).Softmax().Build(), options) { Validation = validation, Progress = watch };
        Network network = trainer.Train(TrainingTasks.Noise(60, 20, 4, 7), 4);

        Assert.Equal(TrainingEnd.EarlyStopping, network.History.End);
        Assert.Equal(seen, network.History.Epochs);
        TrainingEpoch best = network.History.Epochs.MinBy(epoch => epoch.ValidationLoss)!;
        Assert.Equal(best.Epoch, network.History.BestEpoch);
        Assert.Equal(best.Epoch + 3, network.History.Epochs.Count);
        Assert.Equal(best.ValidationLoss!.Value, CrossEntropy(network, validation), 5);
    }

    [Fact]
    public void Training_goes_on_from_a_trained_network()
    {
        NetworkExamples examples = TrainingTasks.Humps(100, 5, 20, 4, 1);
        var options = new NetworkTrainingOptions { Epochs = 3, LearningRate = 0.01 };
        NetworkDefinition definition = new NetworkBuilder(-1, 4).Input.Conv1D(8, 3).Relu().GlobalPooling(PoolKind.Max).Dense(4).Softmax().Build();
        Network first = new NetworkTrainer(definition, options).Train(examples, 4);
        byte[] before = TrainingTasks.Bits(first);
        var seeds = new System.Collections.Concurrent.ConcurrentBag<long>();
        ReadOnlyMemory<float> Seen(int epoch, int row, long seed)
        {
            seeds.Add(seed);
            return examples.Row(row);
        }
        _ = new NetworkTrainer(definition, options) { Source = Seen }.Train(examples, 4);
        Network second = new NetworkTrainer(first, options) { Source = Seen }.Train(examples, 4);

        // It draws anew.
        Assert.Equal(600, seeds.Distinct().Count());
        Assert.Equal([1, 2, 3, 4, 5, 6], second.History.Epochs.Select(epoch => epoch.Epoch));
        Assert.True(second.History.Epochs[3].Loss < first.History.Epochs[0].Loss);
        Assert.Equal(before, TrainingTasks.Bits(first));
    }

    [Fact]
    public void A_saved_network_loads_to_the_same_bits_and_scores_rows_alone_as_in_batches()
    {
        NetworkExamples examples = TrainingTasks.Humps(50, 1, 30, 4, 1);
        Network network = new NetworkTrainer(Everything(), Options).Train(examples, 4);
        byte[] saved = TrainingTasks.Bits(network);
        Network loaded = Network.Load(new MemoryStream(saved));
        Assert.Equal(saved, TrainingTasks.Bits(loaded));

        float[] together = new float[50 * 4], alone = new float[4];
        loaded.Predict([.. Enumerable.Range(0, 50).Select(examples.Row)], together, batchSize: 16);
        for (int i = 0; i < 50; i++)
        {
            network.Predict(examples.Row(i).Span, alone);
            for (int k = 0; k < 4; k++)
                Assert.Equal(together[i * 4 + k], alone[k], 1e-5f);
        }
        for (int length = 0; length < saved.Length; length += 997)
            Assert.Throws<InvalidDataException>(() => Network.Load(new MemoryStream(saved[..length])));

        // As from an archive, whose streams have no length.
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(saved);
        zipped.Position = 0;
        Assert.Equal(saved, TrainingTasks.Bits(Network.Load(new GZipStream(zipped, CompressionMode.Decompress))));
    }

    [Fact]
    public void A_source_is_asked_for_every_row_of_every_epoch_and_replaces_its_features()
    {
        NetworkExamples examples = TrainingTasks.Xor(50, 1);
        var asked = new System.Collections.Concurrent.ConcurrentBag<(int Epoch, int Row, long Seed)>();
        float[] blank = new float[2];
        NetworkDefinition definition = new NetworkBuilder(2).Input.Dense(4).Tanh().Dense(2).Softmax().Build();
        var trainer = new NetworkTrainer(definition, new NetworkTrainingOptions { Epochs = 3, ValidationFraction = 0.2 })
        {
            Source = (epoch, row, seed) =>
            {
                asked.Add((epoch, row, seed));
                return blank;
            },
        };
        Network network = trainer.Train(examples, 2);
        Assert.Equal(asked.Count, asked.Distinct().Count());
        Assert.Equal(asked.Count, asked.Select(a => a.Seed).Distinct().Count());
        Assert.Equal([1, 2, 3], asked.Select(a => a.Epoch).Distinct().Order());
        Assert.InRange(asked.Select(a => a.Row).Distinct().Count(), 38, 42);
        Assert.InRange(asked.Max(a => a.Row), 41, 49);
        // Nothing can be learnt from the first layer's kernel: its gradient is 0.
        Network fresh = Network.Create(network.Definition, 1);
        Assert.Equal(fresh.Parameters[0].Values.ToArray(), network.Parameters[0].Values.ToArray());
    }

    [Fact]
    public void Groups_stay_on_one_side_of_the_validation_split()
    {
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i % 3)], groups = [.. Enumerable.Range(0, 100).Select(i => i / 10)];
        NetworkExamples examples = NetworkExamples.FromMatrix(new Shape(1), new float[100], labels, default, groups);
        (int[] train, int[] validation) = ValidationSplit.Choose(examples, 0.2, 1);
        Assert.Equal(100, train.Length + validation.Length);
        Assert.InRange(validation.Length, 10, 30);
        Assert.Empty(train.Select(i => groups[i]).Intersect(validation.Select(i => groups[i])));
    }

    [Fact]
    public void Clips_of_one_frame_a_leftover_row_and_a_class_absent_from_validation_are_trained_on()
    {
        // 33 rows in batches of 16 leave one; batch norm on vectors then has one value per channel.
        NetworkNode x = new NetworkBuilder(Shape.Variable, 5).Input.Conv1D(8, 5, padding: Padding.Valid).BatchNorm().Relu().MaxPool1D(4);
        NetworkDefinition definition = x.Lstm(6, bidirectional: true).Dense(6).BatchNorm().Relu().Dense(5).Softmax().Build();
        NetworkExamples all = TrainingTasks.Humps(33, 1, 3, 5, 2);
        NetworkExamples validation = all.Choose([.. Enumerable.Range(0, 33).Where(i => all.Labels[i] != 2)]);
        NetworkTrainer trainer = new(definition, new NetworkTrainingOptions { Epochs = 2, BatchSize = 16, Monitor = TrainingMonitor.ValidationUar }) { Validation = validation };
        Network network = trainer.Train(all, 5);
        Assert.All(network.History.Epochs, epoch => Assert.InRange(epoch.ValidationUar!.Value, 0, 1));
    }

    [Fact]
    public void A_loss_that_is_no_number_names_epoch_and_step()
    {
        var options = new NetworkTrainingOptions { Epochs = 20, LearningRate = 1e30, Optimizer = OptimizerKind.Sgd, GradientClip = 0, Schedule = new LearningRateSchedule { Kind = ScheduleKind.Constant } };
        NetworkDefinition definition = new NetworkBuilder(2).Input.Dense(8).Relu().Dense(8).Relu().Dense(2).Softmax().Build();
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => new NetworkTrainer(definition, options).Train(TrainingTasks.Xor(64, 1), 2));
        Assert.Contains($"epoch {error.Epoch}, step {error.Step}", error.Message, StringComparison.Ordinal);
        Assert.True(error.Epoch >= 1 && error.Step >= 1);
    }

    [Fact]
    public void What_is_wrong_with_rows_is_said()
    {
        ReadOnlyMemory<float>[] two = [new float[6], new float[9]];
        var shape = new Shape(-1, 3);
        Throws("row 1 has no label", () => new NetworkExamples(shape, two, [0, -1]));
        Throws("Row 1: expected finite features, got NaN at frame 2, value 0", () => new NetworkExamples(shape, [new float[6], new float[] { 1, 2, 3, 4, 5, 6, float.NaN, 8, 9 }], [0, 1]));
        Throws("expected 2 frames of 3 values, got 3 frames", () => new NetworkExamples(new Shape(2, 3), two, [0, 1]));
        Throws("1 to 16777216 frames of 3 values, got 0", () => new NetworkExamples(shape, [new float[6], ReadOnlyMemory<float>.Empty], [0, 1]));
        NetworkDefinition network = new NetworkBuilder(-1, 3).Input.GlobalPooling().Dense(0).Softmax().Build();
        Throws("only class 1", () => new NetworkTrainer(network).Train(new NetworkExamples(shape, two, [1, 1]), 2));
        Throws("classes from 0 to 1, got 5 in row 1", () => new NetworkTrainer(network).Train(new NetworkExamples(shape, two, [0, 5]), 2));
        Throws("at least one row", () => new NetworkTrainer(network).Train(new NetworkExamples(shape, [], []), 2));
        Throws("input is (-1, 3), the data's rows are (-1, 1)", () => new NetworkTrainer(network).Train(TrainingTasks.Parity(5, 3, 1), 2));
        Throws("expected a softmax of shape (2), or a sigmoid", () => new NetworkTrainer(new NetworkBuilder(-1, 3).Input.GlobalPooling().Dense(2).Build()).Train(new NetworkExamples(shape, two, [0, 1]), 2));
    }

    private static NetworkDefinition Everything()
    {
        NetworkNode x = new NetworkBuilder(Shape.Variable, 4).Input.Conv1D(8, 3).BatchNorm().Relu().Dropout(0.2);
        NetworkNode y = x.MaxPool1D(2).Lstm(6, returnSequences: true, bidirectional: true).SpatialDropout(0.2);
        return y.AttentionPooling(4).Concatenate(x.Gru(5)).Dense(4).Softmax().Build();
    }

    private static double CrossEntropy(Network network, NetworkExamples examples)
    {
        float[] p = new float[network.OutputSize];
        double sum = 0;
        for (int i = 0; i < examples.Count; i++)
        {
            network.Predict(examples.Row(i).Span, p);
            sum -= Math.Log(p[examples.Labels[i]]);
        }
        return sum / examples.Count;
    }

    private static void Throws(string expected, Action act)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(act);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private sealed class Watch(Action<TrainingProgress> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen(value);
    }
}

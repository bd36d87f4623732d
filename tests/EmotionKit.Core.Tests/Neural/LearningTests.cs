using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

public class LearningTests
{
    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Sgd)]
    public void A_hidden_layer_learns_exclusive_or(OptimizerKind optimizer)
    {
        NetworkDefinition network = new NetworkBuilder(2).Input.Dense(16).Tanh().Dense(2).Softmax().Build();
        var options = new NetworkTrainingOptions { Epochs = 60, LearningRate = optimizer == OptimizerKind.Sgd ? 0.3 : 0.03, Optimizer = optimizer, WeightDecay = 1e-4 };
        Network trained = new NetworkTrainer(network, options).Train(TrainingTasks.Xor(400, 1), 2);
        Assert.InRange(TrainingTasks.Accuracy(trained, TrainingTasks.Xor(500, 2)), 0.96, 1);
    }

    [Fact]
    public void A_sigmoid_of_one_unit_learns_two_classes()
    {
        NetworkDefinition network = new NetworkBuilder(2).Input.Dense(16).Tanh().Dense(0).Sigmoid().Build();
        Network trained = new NetworkTrainer(network, new NetworkTrainingOptions { Epochs = 60, LearningRate = 0.03 }).Train(TrainingTasks.Xor(400, 1), 2);
        Assert.Equal(1, trained.OutputSize);
        Assert.InRange(TrainingTasks.Accuracy(trained, TrainingTasks.Xor(500, 2)), 0.96, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_recurrent_layer_learns_parity_and_carries_it_to_longer_sequences(bool lstm)
    {
        NetworkNode x = new NetworkBuilder(Shape.Variable, 1).Input;
        NetworkDefinition network = (lstm ? x.Lstm(16) : x.Gru(16)).Dense(2).Softmax().Build();
        var options = new NetworkTrainingOptions { Epochs = 60, LearningRate = 0.02, BatchSize = 32 };
        Network trained = new NetworkTrainer(network, options).Train(TrainingTasks.Parity(600, 10, 3), 2);
        Assert.InRange(TrainingTasks.Accuracy(trained, TrainingTasks.Parity(200, 14, 4)), 0.98, 1);
    }

    [Fact]
    public void Everything_at_once_learns()
    {
        NetworkNode x = new NetworkBuilder(Shape.Variable, 4).Input.Masking().Conv1D(12, 3).BatchNorm().Relu().SpatialDropout(0.1);
        NetworkNode y = x.Conv1D(12, 3).LayerNorm().Gelu().Add(x).MaxPool1D(2).Lstm(8, returnSequences: true, bidirectional: true).Dropout(0.2);
        NetworkDefinition network = y.AttentionPooling(8).Concatenate(y.GlobalPooling(PoolKind.Max)).Dense(4).Softmax().Build();
        var options = new NetworkTrainingOptions
        {
            Epochs = 25,
            LearningRate = 0.01,
            Optimizer = OptimizerKind.AdamW,
            WeightDecay = 0.01,
            LabelSmoothing = 0.1,
            Mixup = 0.2,
            AverageDecay = 0.98,
            ValidationFraction = 0.2,
            ClassWeights = EmotionKit.Linear.ClassWeighting.Balanced,
            Schedule = new LearningRateSchedule { WarmupEpochs = 1 },
            Augmentation = new FeatureAugmentation { TimeMasks = 1, TimeMaskFrames = 2, FrequencyMasks = 1, FrequencyMaskBins = 1, Noise = 0.1, ShiftFrames = 2, Speed = 0.1 },
        };
        Network trained = new NetworkTrainer(network, options).Train(TrainingTasks.Humps(300, 1, 30, 4, 5), 4);
        Assert.InRange(TrainingTasks.Accuracy(trained, TrainingTasks.Humps(200, 1, 30, 4, 6)), 0.85, 1);
        Assert.InRange(trained.History.Epochs[trained.History.BestEpoch - 1].ValidationUar!.Value, 0.8, 1);
    }

    [Fact]
    public void A_small_part_of_mnist_is_learnt_by_a_convolutional_network()
    {
        NetworkNode x = new NetworkBuilder(28, 28, 1).Input.Conv2D(8, 3).Relu().MaxPool2D(2, 2).Conv2D(16, 3).Relu().MaxPool2D(2, 2);
        NetworkDefinition network = x.Flatten().Dropout(0.2).Dense(64).Relu().Dense(10).Softmax().Build();
        var options = new NetworkTrainingOptions { Epochs = 6, LearningRate = 0.003, BatchSize = 32 };
        Network trained = new NetworkTrainer(network, options).Train(TrainingTasks.Mnist("train", 2000), 10);
        Assert.InRange(TrainingTasks.Accuracy(trained, TrainingTasks.Mnist("t10k", 1000)), 0.92, 1);
    }
}

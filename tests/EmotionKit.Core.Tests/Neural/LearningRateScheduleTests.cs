using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

public class LearningRateScheduleTests
{
    [Fact]
    public void A_cosine_begins_at_the_whole_rate_and_ends_at_the_smallest()
    {
        var schedule = new LearningRateSchedule { MinimumFactor = 0.1 };
        Assert.Equal(1, schedule.FactorAt(0, 10, 5, 0), 12);
        Assert.Equal(0.1 + 0.9 * 0.5, (schedule.FactorAt(24, 10, 5, 0) + schedule.FactorAt(25, 10, 5, 0)) / 2, 12);
        Assert.Equal(0.1, schedule.FactorAt(49, 10, 5, 0), 12);
    }

    [Fact]
    public void A_warm_up_rises_in_a_straight_line()
    {
        var schedule = new LearningRateSchedule { Kind = ScheduleKind.Constant, WarmupEpochs = 0.4 };
        Assert.Equal([0.2, 0.4, 0.6, 0.8, 1, 1], Enumerable.Range(0, 6).Select(step => schedule.FactorAt(step, 10, 5, 0)));
    }

    [Fact]
    public void Steps_and_plateaus_multiply()
    {
        var steps = new LearningRateSchedule { Kind = ScheduleKind.Step, StepEpochs = 2, Factor = 0.5, MinimumFactor = 0.2 };
        Assert.Equal([1, 1, 0.5, 0.5, 0.25, 0.25, 0.2], Enumerable.Range(0, 7).Select(epoch => steps.FactorAt(epoch * 10, 10, 7, 0)));
        var plateau = new LearningRateSchedule { Kind = ScheduleKind.Plateau, Factor = 0.1, MinimumFactor = 0.05 };
        Assert.Equal([1, 0.1, 0.05], Enumerable.Range(0, 3).Select(plateaus => plateau.FactorAt(5, 10, 7, plateaus)));
    }

    [Fact]
    public void The_rate_falls_where_the_loss_stalls()
    {
        var options = new NetworkTrainingOptions { Epochs = 12, LearningRate = 1e-12, GradientClip = 0, Schedule = new LearningRateSchedule { Kind = ScheduleKind.Plateau, Patience = 3, Factor = 0.5, MinimumFactor = 0 } };
        NetworkTrainer trainer = new(new NetworkBuilder(2).Input.Dense(2).Softmax().Build(), options) { Validation = TrainingTasks.Xor(20, 2) };
        Network network = trainer.Train(TrainingTasks.Xor(20, 1), 2);
        // Nothing changes at such a rate: the first epoch stays the best, and every third after it halves the rate.
        Assert.Equal(1, network.History.BestEpoch);
        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125], network.History.Epochs.Select(epoch => epoch.LearningRate * 1e12), (a, b) => Math.Abs(a - b) < 1e-9);
    }
}

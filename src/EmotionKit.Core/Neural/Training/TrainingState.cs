namespace EmotionKit.Neural;

/// <summary>All that training changes from step to step: with it, and nothing else, it goes on to the same bits.</summary>
internal sealed class TrainingState
{
    public TrainingState(ParameterLayout layout, NetworkTrainingOptions options)
    {
        Layout = layout;
        Weights = new ParameterValues(layout.Length);
        Gradients = new ParameterValues(layout.TrainableLength);
        Best = new ParameterValues(layout.Length);
        Optimizer = new Optimizer(options, layout, Weights, Gradients);
        Average = options.AverageDecay > 0 ? new ParameterValues(layout.Length) : null;
    }

    public ParameterLayout Layout { get; }

    public ParameterValues Weights { get; }

    public ParameterValues Gradients { get; }

    /// <summary>The moving average of the weights with the running statistics as they are; null where it is not wanted.</summary>
    public ParameterValues? Average { get; }

    /// <summary>What is validated and kept.</summary>
    public ParameterValues Published => Average ?? Weights;

    /// <summary>The published weights of the best epoch.</summary>
    public ParameterValues Best { get; }

    public Optimizer Optimizer { get; }

    /// <summary>Epochs done.</summary>
    public int Epoch { get; set; }

    public int BestEpoch { get; set; }

    public double BestScore { get; set; } = double.PositiveInfinity;

    public double BestLoss { get; set; } = double.PositiveInfinity;

    /// <summary>Epochs since the best.</summary>
    public int Stale { get; set; }

    /// <summary>Epochs since the best or the last fall of the rate.</summary>
    public int StaleForRate { get; set; }

    /// <summary>Falls of the rate.</summary>
    public int Plateaus { get; set; }

    public bool Ended { get; set; }

    public List<TrainingEpoch> History { get; } = [];
}

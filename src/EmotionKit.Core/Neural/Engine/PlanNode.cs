namespace EmotionKit.Neural;

/// <summary>A layer's place in a session.</summary>
internal sealed class PlanNode
{
    public required NetworkLayer Layer { get; init; }

    public required LayerOp Op { get; init; }

    /// <summary>Numbers of the nodes that feed it; -1 for the network's input.</summary>
    public required int[] Inputs { get; init; }

    public Tensor Output { get; } = new();

    public Storage? Gradient { get; set; }

    /// <summary>How many nodes read its output.</summary>
    public int Consumers { get; set; }

    /// <summary>The last node that reads its output.</summary>
    public int LastConsumer { get; set; }

    /// <summary>Whether its output lies where its input lay.</summary>
    public bool InPlace { get; set; }

    /// <summary>Whether a parameter that is trained lies here or before.</summary>
    public bool NeedsGradient { get; set; }
}

using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>The layers of a network with their connections, in order, and what may run in place or fused.</summary>
internal sealed class Plan
{
    /// <param name="network">Bound.</param>
    /// <param name="layout">Its parameters.</param>
    /// <param name="count">How many layers from the first; the last of them is the output.</param>
    public Plan(NetworkDefinition network, ParameterLayout layout, int count)
    {
        Nodes = new PlanNode[count];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal) { [NetworkDefinition.InputName] = -1 };
        for (int i = 0; i < count; i++)
        {
            NetworkLayer layer = network.Layers[i];
            numbers[layer.Name] = i;
            ParameterSlot[] slots = layout.Of(layer.Name);
            int[] inputs = [.. layer.Inputs.Select(name => numbers[name])];
            Nodes[i] = new PlanNode
            {
                Layer = layer,
                Op = LayerOps.Create(layer.Spec, slots, i),
                Inputs = inputs,
                NeedsGradient = slots.Any(slot => slot.Spec.Trainable) || inputs.Any(input => input >= 0 && Nodes[input].NeedsGradient),
            };
            foreach (int input in inputs)
                Consume(input, i);
        }
        for (int i = 0; i < count; i++)
        {
            FuseRelu(i);
            Nodes[i].InPlace = Nodes[i].Op.AliasesInput || (Nodes[i].Op.CanOverwriteInput && MayOverwrite(Nodes[i].Inputs[0]));
        }
    }

    public PlanNode[] Nodes { get; }

    /// <summary>How many nodes read the network's input.</summary>
    public int InputConsumers { get; private set; }

    private void Consume(int input, int by)
    {
        if (input < 0)
        {
            InputConsumers++;
            return;
        }
        Nodes[input].Consumers++;
        Nodes[input].LastConsumer = by;
    }

    /// <summary>A layer that feeds a ReLU only applies it as it stores its output.</summary>
    private void FuseRelu(int i)
    {
        if (Nodes[i].Op is ReluOp relu && Nodes[i].Inputs[0] is >= 0 and int input
            && Nodes[input] is { Consumers: 1, Op: IFusesActivation producer } && MayOverwrite(input))
        {
            producer.Activation = Activation.Relu;
            relu.Fused = true;
            relu.FusedBackward = producer.FusesBackward;
        }
    }

    /// <summary>Whether nobody else reads the memory of a node's output, forward or backward.</summary>
    private bool MayOverwrite(int input)
    {
        while (input >= 0)
        {
            PlanNode node = Nodes[input];
            if (node.Consumers != 1 || node.Op.NeedsOutput)
                return false;
            if (!node.InPlace)
                return true;
            input = node.Inputs[0];
        }
        return InputConsumers == 1;
    }
}

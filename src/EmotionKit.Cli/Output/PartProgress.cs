namespace EmotionKit.Cli.Output;

/// <summary>Steps of work that consists of parts, such as folds, each of which may end early.</summary>
/// <param name="stepsPerPart">That a part has at most.</param>
/// <param name="step">Called for each step.</param>
internal sealed class PartProgress(int stepsPerPart, Action step)
{
    private int _done;

    /// <summary>A step of the part is done.</summary>
    public void Step()
    {
        if (_done < stepsPerPart)
        {
            _done++;
            step();
        }
    }

    /// <summary>A share of the part, 0 to 1, is done.</summary>
    public void Reach(double share)
    {
        for (int steps = (int)(share * stepsPerPart); _done < steps;)
            Step();
    }

    /// <summary>The part is done; the next one begins.</summary>
    public void End()
    {
        Reach(1);
        _done = 0;
    }
}

namespace EmotionKit.Trainers;

/// <summary>How members of a vote are counted.</summary>
public enum VotingKind
{
    /// <summary>The mean of the members' probabilities.</summary>
    Soft,

    /// <summary>Each member votes for its most probable class; a class' score is its share of the votes.</summary>
    Hard,
}

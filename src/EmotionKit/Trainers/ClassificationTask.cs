namespace EmotionKit.Trainers;

/// <summary>What a classification trainer learns: from which labels, and which columns its scoring adds.</summary>
internal enum ClassificationTask
{
    /// <summary>A key of any number of classes; a key and a vector of scores come out.</summary>
    Multiclass,

    /// <summary>Boolean, or a key of two classes of which the second is the positive one; Boolean, log-odds and a probability come out.</summary>
    Binary,
}

namespace EmotionKit.Models;

/// <summary>The trained emotion models. Their cards (<see cref="ModelCatalog.Card"/>) say what they were trained on, what they reach and what they are for.</summary>
public enum EmotionModel
{
    /// <summary>Trained on EMO-DB (CC0) only: free for any use. German; anger, boredom, disgust, fear, happiness, neutral, sadness.</summary>
    EmoDb,

    /// <summary>Trained on RAVDESS (CC BY-NC-SA 4.0): for non-commercial use only. English; eight emotions.</summary>
    RavdessNonCommercial,

    /// <summary>Trained on TESS (CC BY-NC-ND 4.0): for non-commercial use only. English, two speakers; seven emotions.</summary>
    TessNonCommercial,
}

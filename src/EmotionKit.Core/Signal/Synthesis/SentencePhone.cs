namespace EmotionKit.Signal;

/// <summary>A speech sound in its sentence.</summary>
internal readonly record struct SentencePhone(Phone Phone, bool IsVowel, bool IsStressed);

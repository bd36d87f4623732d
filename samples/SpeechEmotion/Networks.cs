using EmotionKit.Speech;
using EmotionKit.Trainers.Neural;

namespace SpeechEmotion;

/// <summary>The two networks, and what they read.</summary>
internal static class Networks
{
    /// <summary>50 frames a second; small: the first three seconds instead of eight.</summary>
    public static SequenceSpeechOptions Frames(bool small) => new() { Frames = small ? 150 : 400 };

    public static (string Name, NeuralTrainerOptions Options)[] All(bool small, int epochs)
    {
        LstmOptions lstm = small ? new() { Units = [32], Dense = [] } : new();
        CnnLstmOptions cnnLstm = small ? new() { Filters = [8, 16], Units = [16], Projection = 32 } : new();
        return
        [
            ("lstm", lstm with { Training = lstm.Training with { Epochs = epochs } }),
            ("cnn-lstm", cnnLstm with { Training = cnnLstm.Training with { Epochs = epochs } }),
        ];
    }
}

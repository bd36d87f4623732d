namespace EmotionKit.Audio.Flac;

/// <summary>
/// Mixes the channels of a frame to another number of channels with the coefficients of ITU-R BS.775: a missing speaker's sound goes to its
/// neighbours at -3 dB, the low-frequency channel is dropped, and a matrix that could clip is scaled down. This is what FFmpeg does.
/// </summary>
internal sealed class ChannelRemix
{
    private const double Minus3Decibels = 0.70710678118654752440;

    private readonly float[,] _matrix;
    private int[] _output = [];
    private int _blockSize;

    public ChannelRemix(int inputChannels, int outputChannels)
    {
        InputChannels = inputChannels;
        _matrix = Matrix(Layout(inputChannels), Layout(outputChannels));
    }

    public int InputChannels { get; }

    /// <summary>The mixed samples of a channel, at the top of 32 bits.</summary>
    public ReadOnlySpan<int> Channel(int channel) => _output.AsSpan(channel * _blockSize, _blockSize);

    public void Mix(FlacFrame frame)
    {
        _blockSize = frame.BlockSize;
        int outputs = _matrix.GetLength(0);
        if (_output.Length < outputs * _blockSize)
            _output = new int[outputs * _blockSize];
        float scale = MathF.ScaleB(1f, 1 - frame.BitsPerSample);
        for (int i = 0; i < _blockSize; i++)
        {
            for (int output = 0; output < outputs; output++)
            {
                float sum = 0;
                for (int input = 0; input < InputChannels; input++)
                    sum += frame.Channel(input)[i] * scale * _matrix[output, input];
                _output[(output * _blockSize) + i] = PcmConverter.FromDouble(sum);
            }
        }
    }

    /// <summary>The speakers of FLAC's channels (RFC 9639, 9.1.3). Its "back or surround" is at the side for 5 and 6 channels.</summary>
    private static Speaker[] Layout(int channels) => channels switch
    {
        1 => [Speaker.Center],
        2 => [Speaker.Left, Speaker.Right],
        3 => [Speaker.Left, Speaker.Right, Speaker.Center],
        4 => [Speaker.Left, Speaker.Right, Speaker.BackLeft, Speaker.BackRight],
        5 => [Speaker.Left, Speaker.Right, Speaker.Center, Speaker.SideLeft, Speaker.SideRight],
        6 => [Speaker.Left, Speaker.Right, Speaker.Center, Speaker.LowFrequency, Speaker.SideLeft, Speaker.SideRight],
        7 => [Speaker.Left, Speaker.Right, Speaker.Center, Speaker.LowFrequency, Speaker.BackCenter, Speaker.SideLeft, Speaker.SideRight],
        _ => [Speaker.Left, Speaker.Right, Speaker.Center, Speaker.LowFrequency, Speaker.BackLeft, Speaker.BackRight, Speaker.SideLeft, Speaker.SideRight],
    };

    private static float[,] Matrix(Speaker[] inputs, Speaker[] outputs)
    {
        var matrix = new double[outputs.Length, inputs.Length];
        for (int input = 0; input < inputs.Length; input++)
        {
            foreach ((Speaker speaker, double gain) in Route(inputs[input], inputs, outputs))
                matrix[Array.IndexOf(outputs, speaker), input] += gain;
        }

        double loudest = 1;
        for (int output = 0; output < outputs.Length; output++)
        {
            double sum = 0;
            for (int input = 0; input < inputs.Length; input++)
                sum += matrix[output, input];
            loudest = Math.Max(loudest, sum);
        }
        var scaled = new float[outputs.Length, inputs.Length];
        for (int output = 0; output < outputs.Length; output++)
        {
            for (int input = 0; input < inputs.Length; input++)
                scaled[output, input] = (float)(matrix[output, input] / loudest);
        }
        return scaled;
    }

    /// <summary>Where a speaker's sound goes: to itself, else to the nearest speakers that there are.</summary>
    private static (Speaker Speaker, double Gain)[] Route(Speaker speaker, Speaker[] inputs, Speaker[] outputs)
    {
        if (outputs.Contains(speaker))
            return [(speaker, 1)];
        bool hasSides = outputs.Contains(Speaker.SideLeft);
        bool hasBacks = outputs.Contains(Speaker.BackLeft);
        bool hasFronts = outputs.Contains(Speaker.Left);
        (Speaker Left, Speaker Right) pair = hasBacks ? (Speaker.BackLeft, Speaker.BackRight)
            : hasSides ? (Speaker.SideLeft, Speaker.SideRight) : (Speaker.Left, Speaker.Right);
        switch (speaker)
        {
            case Speaker.Center:
                return [(Speaker.Left, Minus3Decibels), (Speaker.Right, Minus3Decibels)];
            case Speaker.Left or Speaker.Right:
                return [(Speaker.Center, Minus3Decibels)];
            case Speaker.BackCenter when !hasFronts:
                return [(Speaker.Center, Minus3Decibels * Minus3Decibels)];
            case Speaker.BackCenter:
                double gain = hasBacks || hasSides ? Minus3Decibels : Minus3Decibels * Minus3Decibels;
                return [(pair.Left, gain), (pair.Right, gain)];
            case Speaker.BackLeft or Speaker.BackRight when outputs.Contains(Speaker.BackCenter):
                return [(Speaker.BackCenter, Minus3Decibels)];
            case Speaker.BackLeft or Speaker.BackRight or Speaker.SideLeft or Speaker.SideRight:
                if (!hasFronts)
                    return [(Speaker.Center, Minus3Decibels * Minus3Decibels)];
                bool isLeft = speaker is Speaker.BackLeft or Speaker.SideLeft;
                bool isShared = inputs.Contains(pair.Left);
                return [(isLeft ? pair.Left : pair.Right, isShared ? Minus3Decibels : 1)];
            default:
                return [];
        }
    }

    private enum Speaker
    {
        Left,
        Right,
        Center,
        LowFrequency,
        BackLeft,
        BackRight,
        BackCenter,
        SideLeft,
        SideRight,
    }
}

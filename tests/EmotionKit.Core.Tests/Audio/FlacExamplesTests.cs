using EmotionKit.Audio;

namespace EmotionKit.Core.Tests.Audio;

/// <summary>The three files that RFC 9639, appendix D, works through bit by bit.</summary>
public sealed class FlacExamplesTests
{
    private static readonly byte[] Example1 = Convert.FromHexString(
        "664c614380000022100010000000 0f00000f0ac442f000000001 3e84b41807dc690307586a3dad1a2e0f fff8691800 00bf0358fd03128baa9a".Replace(" ", ""));

    private static readonly byte[] Example2 = Convert.FromHexString(
        ("664c614300000022001000100000170000440ac442f000000013d5b0564975e98b8d8b930422757b8103" +
        "030000120000000000000000000000000000000000100400003a20000000" +
        "7265666572656e6365206c6962464c414320312e332e332032303139303830340100" +
        "00000e0000005449544c453dd7a9d79cd795d79d81000006000000000000" +
        "fff86998000f9912086701623d144299" +
        "8f5df70d6fe00c17caeb21000ee7a77a24a1590c1217b603097b784faa9a33d285e070ad5b1b4851b4010d99d2cd1a68f1e6b810" +
        "fff869180102a402c382c40bc14a03ee48dd03b67c1330"));

    private static readonly byte[] Example3 = Convert.FromHexString(
        "664c6143800000221000100000001f00001f07d00070000000 18f8f9e396f5cbcfc6dc807f9977906b32fff868020017e944004f6f313d1047d227cb6d090831452bdc2822228057a3".Replace(" ", ""));

    [Fact]
    public void Example_1_verbatim_with_wasted_bits()
    {
        using AudioDecoder decoder = AudioDecoder.Open(Example1);
        Assert.Equal(new AudioInfo("flac", "flac", 44100, 2, 16, 1), decoder.Info);
        Assert.Equal([25588, 10416], Decoding.Integers(decoder).Select(s => s >> 16));
    }

    [Fact]
    public void Example_2_fixed_predictor_side_right_stereo_and_a_short_last_block()
    {
        int[] left = [10372, 18041, 14942, 17876, 15627, 17899, 16242, 18077, 16824, 18263, 17295, -14418, -15201, -14508, -15195, -14818, -15486, -15349, -16054];
        int[] right = [6070, 10545, 8743, 10449, 9143, 10463, 9502, 10569, 9840, 10680, 10113, -8428, -8895, -8476, -8896, -8653, -9072, -8958, -9410];
        using AudioDecoder decoder = AudioDecoder.Open(Example2);
        Assert.Equal(19, decoder.Info.Frames);
        Assert.Equal(left.Zip(right).SelectMany(pair => new[] { pair.First, pair.Second }), Decoding.Integers(decoder).Select(s => s >> 16));
    }

    [Fact]
    public void Example_3_linear_predictor_with_partitions_and_an_escape()
    {
        using AudioDecoder decoder = AudioDecoder.Open(Example3);
        Assert.Equal(new AudioInfo("flac", "flac", 32000, 1, 8, 24), decoder.Info);
        Assert.Equal([0, 79, 111, 78, 8, -61, -90, -68, -13, 42, 67, 53, 13, -27, -46, -38, -12, 14, 24, 19, 6, -4, -5, 0],
            Decoding.Integers(decoder).Select(s => s >> 24));
    }

    [Fact]
    public void A_wrong_bit_anywhere_behind_the_metadata_is_noticed()
    {
        int firstFrame = 0x88;
        for (int bit = 8 * firstFrame; bit < 8 * Example2.Length; bit++)
        {
            byte[] damaged = [.. Example2];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            using AudioDecoder? decoder = OpenOrNull(damaged);
            if (decoder is null)
                continue;
            try
            {
                Assert.True(Decoding.Integers(decoder).Length < 38 || decoder.Warnings.Count > 0, $"bit {bit}");
                Assert.NotEmpty(decoder.Warnings);
            }
            catch (AudioFormatException)
            {
            }
        }
    }

    private static AudioDecoder? OpenOrNull(byte[] file)
    {
        try
        {
            return AudioDecoder.Open(file, options: new AudioDecoderOptions { UseLibSndFile = false });
        }
        catch (AudioFormatException)
        {
            return null;
        }
    }
}

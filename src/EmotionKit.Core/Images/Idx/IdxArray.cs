namespace EmotionKit.Images.Idx;

/// <summary>An array of bytes as the MNIST files hold it, row-major.</summary>
internal sealed record IdxArray(int[] Dimensions, byte[] Values);

namespace EmotionKit.Trees;

/// <summary>What every tree of a forest learns from.</summary>
/// <param name="X">[row, column].</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Labels">The class of each row.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Bins">Of histogram splits, else null.</param>
internal sealed unsafe record ForestData(nint X, int Rows, int Columns, nint Labels, int Classes, BinnedMatrix? Bins)
{
    /// <summary>Sums that describe the classes of some rows: of two classes one, which packs the weight of class 1 above the weight of both into
    /// one number; else one for each class.</summary>
    public int Lanes => Classes == 2 ? 1 : Classes;

    public float* Values => (float*)X;

    public int* LabelOf => (int*)Labels;
}

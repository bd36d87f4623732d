using System.Runtime.InteropServices;

namespace EmotionKit.Trees;

/// <summary>Trees as bytes, little-endian: a header, then one array after the other.</summary>
internal static class EnsembleFile
{
    private const int Magic = 0x52544B45; // "EKTR"
    private const int Version = 1;

    /// <param name="stream">Written to.</param>
    /// <param name="kind">What the trees are for.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="ensemble">The trees.</param>
    /// <param name="bias">One for each output, or empty.</param>
    /// <param name="importances">One for each column.</param>
    public static void Write(
        Stream stream, EnsembleKind kind, int classes, TreeEnsemble ensemble, ReadOnlySpan<double> bias, ReadOnlySpan<double> importances)
    {
        Put<int>(stream, [Magic, Version, (int)kind, classes, ensemble.Columns, ensemble.Trees, ensemble.Values.Length, ensemble.Sets.Length, bias.Length]);
        Put<int>(stream, ensemble.Roots);
        int[] field = new int[ensemble.Nodes.Length];
        for (int tree = 0; tree < ensemble.Trees; tree++)
        {
            for (int i = ensemble.Roots[tree]; i < ensemble.Roots[tree + 1]; i++)
                field[i] = ensemble.Nodes[i].Left - ensemble.Roots[tree];
        }
        Put<int>(stream, field);
        for (int i = 0; i < field.Length; i++)
            field[i] = ensemble.Nodes[i].Slot;
        Put<int>(stream, field);
        for (int i = 0; i < field.Length; i++)
            field[i] = ensemble.Nodes[i].Value;
        Put<int>(stream, field);
        Put<float>(stream, Array.ConvertAll(ensemble.Nodes, node => node.Threshold));
        Put<float>(stream, ensemble.Covers);
        Put<float>(stream, ensemble.Values);
        Put<CategorySet>(stream, ensemble.Sets);
        foreach (int[]? codes in ensemble.Categories)
        {
            Put<int>(stream, [codes is null ? -1 : codes.Length]);
            Put<int>(stream, codes);
        }
        Put(stream, bias);
        Put(stream, importances);
    }

    /// <exception cref="InvalidDataException">The bytes are no such model.</exception>
    public static (TreeEnsemble Ensemble, int Classes, double[] Bias, double[] Importances) Read(Stream stream, EnsembleKind kind)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var reader = new ByteReader(copy.GetBuffer().AsSpan(0, (int)copy.Length));
        reader.Int32("its mark", Magic, Magic);
        reader.Int32("its version", Version, Version);
        reader.Int32("its kind", (int)kind, (int)kind);
        int classes = reader.Int32("classes", 2, int.MaxValue);
        int columns = reader.Int32("columns", 1, TreeLimits.Columns);
        int trees = reader.Int32("trees", 1, int.MaxValue - 1);
        int values = reader.Int32("values", 0, int.MaxValue), sets = reader.Int32("sets", 0, int.MaxValue);
        int outputs = classes == 2 ? 1 : classes;
        int biases = kind == EnsembleKind.Boosting ? outputs : 0;
        reader.Int32("biases", biases, biases);
        int[] roots = reader.Array<int>(trees + 1, "roots");
        bool ascends = roots[0] == 0;
        for (int tree = 0; tree < trees; tree++)
            ascends &= roots[tree + 1] > roots[tree];
        if (!ascends || (kind == EnsembleKind.Boosting && trees % outputs != 0))
            throw new InvalidDataException("Model of trees: expected trees of one node at least, one for each output; the file is damaged.");
        TreeNode[] nodes = ReadNodes(ref reader, roots, columns);
        float[] covers = reader.Array<float>(nodes.Length, "covers"), leaves = reader.Array<float>(values, "values");
        CategorySet[] allSets = reader.Array<CategorySet>(sets, "sets");
        int[]?[] categories = new int[]?[columns];
        for (int column = 0; column < columns; column++)
            categories[column] = ReadCategories(ref reader);
        double[] bias = reader.Array<double>(biases, "bias"), importances = reader.Array<double>(columns, "importances");
        reader.End();
        if (!Array.TrueForAll(bias, double.IsFinite) || !Array.TrueForAll(importances, double.IsFinite))
            throw new InvalidDataException("Model of trees: expected finite biases and importances; the file is damaged.");
        int width = kind == EnsembleKind.Boosting ? 1 : outputs;
        var ensemble = new TreeEnsemble(columns, outputs, width, roots, nodes, covers, leaves, allSets, categories);
        EnsembleCheck.Run(ensemble);
        return (ensemble, classes, bias, importances);
    }

    private static TreeNode[] ReadNodes(ref ByteReader reader, int[] roots, int columns)
    {
        int[] left = reader.Array<int>(roots[^1], "children"), slots = reader.Array<int>(roots[^1], "columns of splits");
        int[] values = reader.Array<int>(roots[^1], "values of nodes");
        float[] thresholds = reader.Array<float>(roots[^1], "thresholds");
        var nodes = new TreeNode[roots[^1]];
        for (int tree = 0; tree + 1 < roots.Length; tree++)
        {
            for (int i = roots[tree]; i < roots[tree + 1]; i++)
            {
                // A child beyond its tree is refused by the check; here the sum must only not overflow.
                int child = Math.Clamp(left[i], -1, nodes.Length - roots[tree]);
                nodes[i] = new TreeNode { Left = child + roots[tree], Slot = slots[i], Value = values[i], Threshold = thresholds[i] };
            }
        }
        return nodes;
    }

    private static int[]? ReadCategories(ref ByteReader reader)
    {
        int count = reader.Int32("categories of a column", -1, TreeLimits.Bins);
        if (count < 0)
            return null;
        int[] codes = reader.Array<int>(count, "categories");
        return Array.TrueForAll(codes, code => code is >= 0 and < TreeLimits.CategoryCodes)
            ? codes
            : throw new InvalidDataException($"Model of trees: expected categories from 0 to {TreeLimits.CategoryCodes - 1}; the file is damaged.");
    }

    private static void Put<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // Spans of bytes hold no more than 2 GB.
        const int Part = 1 << 20;
        for (int start = 0; start < values.Length; start += Part)
            stream.Write(MemoryMarshal.AsBytes(values.Slice(start, Math.Min(Part, values.Length - start))));
    }
}

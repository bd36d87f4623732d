using EmotionKit.Labels;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Turns the categories of all rows into codes.</summary>
internal static class CategoryLearner
{
    /// <exception cref="ArgumentException">All values of the column are missing.</exception>
    public static EncodedColumn Learn(CategoryRows rows, int column, DataViewType type, EncodeCategoriesOptions options)
    {
        string[] names = rows.Names[column];
        if (names.Length == 0)
            throw new ArgumentException($"expected categories, found all {rows.Rows} values missing: leave the column out.");
        return options.Encoding switch
        {
            CategoryEncoding.OneHot => OneHot(rows, column, type, options),
            CategoryEncoding.Ordinal => Ordinal(names, type),
            _ => ByLabel(rows, column, type, options),
        };
    }

    /// <summary>For each row, what its category becomes by the labels of the rows of other folds: for every target a number.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="column">Which column.</param>
    /// <param name="foldOfRow">The fold that each row is in.</param>
    /// <param name="folds">How many there are.</param>
    /// <param name="options">Which encoding.</param>
    public static float[] OutOfFold(CategoryRows rows, int column, int[] foldOfRow, int folds, EncodeCategoriesOptions options)
    {
        int[] codes = rows.Codes[column];
        float[] values = new float[rows.Rows * rows.Targets];
        for (int target = 0; target < rows.Targets; target++)
        {
            TargetSums sums = Sums(rows, column, target);
            for (int fold = 0; fold < folds; fold++)
            {
                Move(sums, target, fold, -1);
                for (int row = 0; row < rows.Rows; row++)
                {
                    if (foldOfRow[row] == fold)
                        values[row * rows.Targets + target] = (float)sums.Encode(codes[row] + 1, options);
                }
                Move(sums, target, fold, 1);
            }
        }
        return values;

        void Move(TargetSums sums, int target, int fold, int times)
        {
            for (int row = 0; row < rows.Rows; row++)
            {
                if (foldOfRow[row] == fold)
                    sums.Add(codes[row] + 1, rows.Target(row, target), times);
            }
        }
    }

    private static EncodedColumn Ordinal(string[] names, DataViewType type)
    {
        string[] sorted = Sorted(names, type);
        return new EncodedColumn
        {
            Categories = sorted,
            Values = [.. Enumerable.Range(0, sorted.Length).Select(i => (float)i), float.NaN, -1],
        };
    }

    private static EncodedColumn OneHot(CategoryRows rows, int column, DataViewType type, EncodeCategoriesOptions options)
    {
        string[] names = rows.Names[column];
        int[] counts = new int[names.Length];
        bool hasMissing = false;
        foreach (int code in rows.Codes[column])
        {
            if (code < 0)
                hasMissing = true;
            else
                counts[code]++;
        }
        int[] kept = [.. Enumerable.Range(0, names.Length).Where(i => counts[i] >= options.MinCount)
            .OrderByDescending(i => counts[i]).ThenBy(i => names[i], StringComparer.Ordinal).Take(options.MaxCategories ?? int.MaxValue)];
        return new EncodedColumn
        {
            Categories = Sorted([.. kept.Select(i => names[i])], type),
            Values = [],
            HasMissing = hasMissing,
            HasOther = kept.Length < names.Length,
        };
    }

    private static EncodedColumn ByLabel(CategoryRows rows, int column, DataViewType type, EncodeCategoriesOptions options)
    {
        TargetSums[] sums = [.. Enumerable.Range(0, rows.Targets).Select(target => Sums(rows, column, target))];
        string[] names = rows.Names[column];
        string[] sorted = Sorted(names, type);
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
            codes.Add(names[i], i);
        // Category 0 of the sums is missing.
        return new EncodedColumn
        {
            Categories = sorted,
            Values = [.. sorted.Select(name => codes[name] + 1).Append(0).Append(-1).SelectMany(category => sums.Select(target => (float)target.Encode(category, options)))],
            Classes = rows.Classes,
        };
    }

    private static TargetSums Sums(CategoryRows rows, int column, int target)
    {
        var sums = new TargetSums(rows.Names[column].Length + 1);
        for (int row = 0; row < rows.Rows; row++)
            sums.Add(rows.Codes[column][row] + 1, rows.Target(row, target));
        return sums;
    }

    private static string[] Sorted(string[] names, DataViewType type)
    {
        string[] sorted = [.. names];
        Array.Sort(sorted, LabelType.Of(type)!.Compare);
        return sorted;
    }
}

namespace EmotionKit.Tabular;

/// <summary>Finds rows that are equal to an earlier one in every column; missing values are equal to each other.</summary>
internal static class DuplicateRows
{
    /// <summary>Per row whether it is a copy of an earlier one.</summary>
    public static bool[] Find(Table table)
    {
        // Every column as whole numbers that are equal exactly when its values are.
        int[][] codes = [.. table.Columns.Select(Codes)];
        var first = new HashSet<int>(new RowComparer(codes));
        bool[] isCopy = new bool[table.Rows];
        for (int row = 0; row < isCopy.Length; row++)
            isCopy[row] = !first.Add(row);
        return isCopy;
    }

    private static int[] Codes(TableColumn column) => column switch
    {
        CategoryColumn categories => categories.Codes,
        FlagColumn flags => Array.ConvertAll(flags.Values, flag => flag ? 1 : 0),
        // Of the two zeros and the many NaN, one each.
        NumberColumn numbers => Array.ConvertAll(numbers.Values, value => BitConverter.SingleToInt32Bits(value == 0 ? 0 : float.IsNaN(value) ? float.NaN : value)),
        _ => throw new ArgumentException($"column '{column.Name}': expected numbers, categories or flags, got {column.GetType().Name}."),
    };

    private sealed class RowComparer(int[][] columns) : IEqualityComparer<int>
    {
        public bool Equals(int a, int b)
        {
            foreach (int[] column in columns)
            {
                if (column[a] != column[b])
                    return false;
            }
            return true;
        }

        public int GetHashCode(int row)
        {
            var hash = default(HashCode);
            foreach (int[] column in columns)
                hash.Add(column[row]);
            return hash.ToHashCode();
        }
    }
}

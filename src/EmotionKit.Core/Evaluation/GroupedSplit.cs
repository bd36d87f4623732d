using System.Runtime.InteropServices;

namespace EmotionKit.Evaluation;

/// <summary>
/// Divides rows into train and test, or into folds, so that rows that belong together stay on one side and every side has its share of
/// every class. The same seed gives the same division.
/// </summary>
/// <remarks>
/// Rows that stay together form a unit (<see cref="Units"/>): for a plain stratified split each distinct content, for a split by speaker
/// each speaker. Units are placed greedily, those with the most uneven classes first, where they disturb the class shares least, as
/// scikit-learn's <c>StratifiedGroupKFold</c> does.
/// </remarks>
public static class GroupedSplit
{
    private const int Attempts = 64;

    /// <summary>
    /// Numbers the units: rows with the same group, or the same content, and whatever that chains together, get the same number.
    /// </summary>
    /// <param name="groups">The group of each row (any numbers), or empty when rows are not grouped.</param>
    /// <param name="contents">The content of each row (any numbers; negative: not known, equal to no other), or empty.</param>
    /// <returns>A unit per row, 0 to the number of units - 1 in order of first row.</returns>
    /// <exception cref="ArgumentException">Both are given and their lengths differ, or both are empty.</exception>
    public static int[] Units(ReadOnlySpan<int> groups, ReadOnlySpan<int> contents)
    {
        int rows = Math.Max(groups.Length, contents.Length);
        if (rows == 0)
            throw new ArgumentException("groups: expected at least one row, got none.", nameof(groups));
        if (!groups.IsEmpty && !contents.IsEmpty)
            Check.Length(contents.Length, groups.Length, nameof(contents));
        var sets = new DisjointSets(rows);
        var firstRow = new Dictionary<int, int>();
        for (int i = 0; i < groups.Length; i++)
            Join(sets, firstRow, groups[i], i);
        firstRow.Clear();
        for (int i = 0; i < contents.Length; i++)
        {
            if (contents[i] >= 0)
                Join(sets, firstRow, contents[i], i);
        }
        int[] units = new int[rows];
        int count = 0;
        for (int i = 0; i < rows; i++)
        {
            // A set is named by its smallest row, which has been numbered by the time that another asks.
            int root = sets.Find(i);
            units[i] = root == i ? count++ : units[root];
        }
        return units;
    }

    /// <summary>Chooses the test rows.</summary>
    /// <param name="labels">The class of each row, 0 or above.</param>
    /// <param name="units">The unit of each row, as <see cref="Units"/> numbers them.</param>
    /// <param name="testFraction">The share of each class' rows to put into the test side, above 0 and below 1.</param>
    /// <param name="seed">Another seed, another choice.</param>
    /// <param name="names">Names for errors, or null.</param>
    /// <returns>For each row whether it is a test row.</returns>
    /// <exception cref="ArgumentException">No rows, lengths that differ, a negative number, or a class that would be missing on one side; it is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="testFraction"/> is out of range.</exception>
    public static bool[] TestRows(
        ReadOnlySpan<int> labels, ReadOnlySpan<int> units, double testFraction, long seed, SplitNames? names = null)
    {
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, $"testFraction: expected a number above 0 and below 1, got {testFraction}.");
        var table = new UnitTable(labels, units);
        names ??= new SplitNames();
        RequireUnits(table, 2, names, "the train or the test side");
        (int Class, int Side) missing = default;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            var random = DeterministicRandom.For(seed, attempt);
            bool[] test = new TestChooser(table, testFraction).Choose(ref random);
            if (table.FindMissing(Array.ConvertAll(test, t => t ? 1 : 0), 2) is not { } found)
                return RowsOf(units, test);
            missing = found;
        }
        throw Missing(missing.Class, missing.Side == 1 ? "the test side" : "the train side", names);
    }

    /// <summary>Divides the rows into folds, each of which is the test side once.</summary>
    /// <param name="labels">The class of each row, 0 or above.</param>
    /// <param name="units">The unit of each row, as <see cref="Units"/> numbers them.</param>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="seed">Another seed, another division where there is a choice.</param>
    /// <param name="names">Names for errors, or null.</param>
    /// <returns>The fold of each row, 0 to <paramref name="folds"/> - 1. Every fold has every class, but where there are as many folds as units
    /// (leave one speaker out): a unit may then lack a class of which the others have some.</returns>
    /// <exception cref="ArgumentException">No rows, lengths that differ, a negative number, fewer units than folds, or a class that would be missing
    /// from a fold; it is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2.</exception>
    public static int[] Folds(ReadOnlySpan<int> labels, ReadOnlySpan<int> units, int folds, long seed, SplitNames? names = null)
    {
        Check.AtLeast(folds, 2);
        var table = new UnitTable(labels, units);
        names ??= new SplitNames();
        if (table.Units < folds)
            throw new ArgumentException($"folds: expected at most as many folds as {names.Units}, {table.Units}, got {folds}.", nameof(folds));
        if (table.Units == folds)
            return LeaveOneOut(table, units, folds, seed, names);
        RequireUnits(table, folds, names, $"one of {folds} folds");
        (int Class, int Side) missing = default;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            var random = DeterministicRandom.For(seed, attempt);
            int[] foldOfUnit = AssignFolds(table, folds, ref random, coverClasses: attempt > 0);
            if (table.FindMissing(foldOfUnit, folds) is not { } found)
                return RowsOf(units, foldOfUnit);
            missing = found;
        }
        throw Missing(missing.Class, $"fold {missing.Side + 1} of {folds}", names);
    }

    /// <summary>With as many folds as units there is one division: a class that a unit lacks is then absent where that unit is tested, and nowhere else.</summary>
    private static int[] LeaveOneOut(UnitTable table, ReadOnlySpan<int> units, int folds, long seed, SplitNames names)
    {
        RequireUnits(table, 2, names, $"the train side of one of {folds} folds");
        var random = DeterministicRandom.For(seed, 0);
        int[] order = table.ShuffledUnits(ref random), foldOfUnit = new int[folds];
        for (int fold = 0; fold < folds; fold++)
            foldOfUnit[order[fold]] = fold;
        return RowsOf(units, foldOfUnit);
    }

    /// <param name="table">The units.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="random">Decides between equals.</param>
    /// <param name="coverClasses">Whether units go, in any order, where a rare class is still missing rather than where shares are evenest.</param>
    private static int[] AssignFolds(UnitTable table, int folds, ref DeterministicRandom random, bool coverClasses)
    {
        int[] order = table.ShuffledUnits(ref random);
        if (!coverClasses)
        {
            double[] keys = Array.ConvertAll(order, u => -table.Weight(u));
            int[] ranks = new int[order.Length];
            for (int i = 0; i < ranks.Length; i++)
                ranks[i] = i;
            // Array.Sort is not stable: the shuffled rank decides between equal weights.
            Array.Sort(ranks, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
            order = Array.ConvertAll(ranks, r => order[r]);
        }
        long[] counts = new long[folds * table.Classes];
        long[] sizes = new long[folds];
        int[] foldOfUnit = new int[table.Units];
        foreach (int unit in order)
        {
            ReadOnlySpan<int> unitCounts = table.Counts(unit);
            int best = -1;
            double bestCost = 0;
            for (int fold = 0; fold < folds; fold++)
            {
                double cost = 0;
                for (int k = 0; k < unitCounts.Length; k++)
                {
                    if (unitCounts[k] == 0)
                        continue;
                    long here = counts[fold * table.Classes + k];
                    cost += unitCounts[k] * (2.0 * here + unitCounts[k]) / ((double)table.ClassRows[k] * table.ClassRows[k]);
                    if (coverClasses && here == 0)
                        cost -= 1.0 / table.UnitsWithClass(k);
                }
                if (best < 0 || cost < bestCost || (cost == bestCost && sizes[fold] < sizes[best]))
                    (best, bestCost) = (fold, cost);
            }
            foldOfUnit[unit] = best;
            for (int k = 0; k < unitCounts.Length; k++)
            {
                counts[best * table.Classes + k] += unitCounts[k];
                sizes[best] += unitCounts[k];
            }
        }
        return foldOfUnit;
    }

    private static void RequireUnits(UnitTable table, int needed, SplitNames names, string place)
    {
        for (int k = 0; k < table.Classes; k++)
        {
            if (table.ClassRows[k] > 0 && table.UnitsWithClass(k) < needed)
            {
                throw new ArgumentException(
                    $"{names.Labels}: {names.Class(k)} would be missing from {place}: it occurs in {table.UnitsWithClass(k)} of {table.Units} {names.Units}, "
                    + $"expected at least {needed}; drop the class, ask for fewer folds or add rows.", "labels");
            }
        }
    }

    private static ArgumentException Missing(int missing, string side, SplitNames names) => new(
        $"{names.Labels}: {names.Class(missing)} would be missing from {side}: no division of the {names.Units} was found that gives each "
        + "side every class; ask for fewer folds or a larger test fraction, or add rows.", "labels");

    private static void Join(DisjointSets sets, Dictionary<int, int> firstRow, int key, int row)
    {
        ref int first = ref CollectionsMarshal.GetValueRefOrAddDefault(firstRow, key, out bool known);
        if (known)
            sets.Union(first, row);
        else
            first = row;
    }

    private static T[] RowsOf<T>(ReadOnlySpan<int> units, T[] ofUnit)
    {
        var rows = new T[units.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = ofUnit[units[i]];
        return rows;
    }
}

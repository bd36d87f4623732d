using EmotionKit.Evaluation;

namespace EmotionKit.Core.Tests.Evaluation;

public class GroupedSplitTests
{
    [Fact]
    public void Units_chain_groups_and_contents()
    {
        // Rows 0 and 4 share a content, so the groups of 0-1 and 4-5 become one unit.
        int[] units = GroupedSplit.Units([7, 7, 8, 8, 9, 9], [1, 2, 3, 3, 1, -1]);
        Assert.Equal([0, 0, 1, 1, 0, 0], units);
    }

    [Fact]
    public void Contents_that_are_not_known_are_equal_to_none()
    {
        Assert.Equal([0, 1, 2, 0], GroupedSplit.Units([], [5, -1, -1, 5]));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.03)]
    public void A_stratified_split_keeps_the_share_of_each_class_to_a_row(double fraction)
    {
        int[] labels = Labels(1000, [5, 3, 1, 1]);
        int[] units = Enumerable.Range(0, labels.Length).ToArray();
        bool[] test = GroupedSplit.TestRows(labels, units, fraction, 1);
        for (int k = 0; k < 4; k++)
        {
            int rows = labels.Count(l => l == k);
            int inTest = labels.Where((l, i) => l == k && test[i]).Count();
            Assert.InRange(inTest, fraction * rows - 1, fraction * rows + 1);
        }
    }

    [Fact]
    public void Units_are_never_divided()
    {
        var random = new DeterministicRandom(3);
        for (int trial = 0; trial < 30; trial++)
        {
            int[] labels = new int[400], units = new int[400];
            for (int i = 0; i < 400; i++)
            {
                labels[i] = random.Next(5);
                units[i] = i < 40 ? i : random.Next(40);
            }
            bool[] test = GroupedSplit.TestRows(labels, units, 0.25, trial);
            int[] folds = GroupedSplit.Folds(labels, units, 4, trial);
            for (int u = 0; u < 40; u++)
            {
                Assert.Single(units.Select((unit, i) => (unit, i)).Where(r => r.unit == u).Select(r => test[r.i]).Distinct());
                Assert.Single(units.Select((unit, i) => (unit, i)).Where(r => r.unit == u).Select(r => folds[r.i]).Distinct());
            }
            Assert.Equal(4, folds.Distinct().Count());
            Assert.InRange(test.Count(t => t), 70, 130);
        }
    }

    [Fact]
    public void Equal_units_make_equal_folds()
    {
        // Twenty speakers with the same 60 recordings each: four to a fold.
        int[] labels = Enumerable.Range(0, 1200).Select(i => i % 60 % 8).ToArray();
        int[] units = Enumerable.Range(0, 1200).Select(i => i / 60).ToArray();
        int[] folds = GroupedSplit.Folds(labels, units, 5, 42);
        for (int fold = 0; fold < 5; fold++)
            Assert.Equal(240, folds.Count(f => f == fold));
        Assert.Equal(240, GroupedSplit.TestRows(labels, units, 0.2, 42).Count(t => t));
    }

    [Fact]
    public void Stratified_folds_differ_by_at_most_one_row_per_class()
    {
        int[] labels = Labels(503, [4, 2, 1]);
        int[] folds = GroupedSplit.Folds(labels, Enumerable.Range(0, labels.Length).ToArray(), 5, 8);
        for (int k = 0; k < 3; k++)
        {
            int[] counts = Enumerable.Range(0, 5).Select(f => labels.Where((l, i) => l == k && folds[i] == f).Count()).ToArray();
            Assert.True(counts.Max() - counts.Min() <= 1);
        }
    }

    [Fact]
    public void The_seed_decides()
    {
        int[] labels = Labels(300, [1, 1, 1]);
        int[] units = Enumerable.Range(0, 300).ToArray();
        Assert.Equal(GroupedSplit.TestRows(labels, units, 0.3, 5), GroupedSplit.TestRows(labels, units, 0.3, 5));
        Assert.NotEqual(GroupedSplit.TestRows(labels, units, 0.3, 5), GroupedSplit.TestRows(labels, units, 0.3, 6));
        Assert.Equal(GroupedSplit.Folds(labels, units, 3, 5), GroupedSplit.Folds(labels, units, 3, 5));
        Assert.NotEqual(GroupedSplit.Folds(labels, units, 3, 5), GroupedSplit.Folds(labels, units, 3, 6));
    }

    [Fact]
    public void Every_speaker_comes_into_the_test_side_for_some_seed()
    {
        // Speakers of very different sizes: the choice must not always fall on the same.
        int[] units = Enumerable.Range(0, 8).SelectMany(u => Enumerable.Repeat(u, 10 + 8 * u)).ToArray();
        int[] labels = Enumerable.Range(0, units.Length).Select(i => i % 4).ToArray();
        var seen = new HashSet<int>();
        for (int seed = 0; seed < 60; seed++)
        {
            bool[] test = GroupedSplit.TestRows(labels, units, 0.25, seed);
            seen.UnionWith(units.Where((_, i) => test[i]));
        }
        Assert.Equal(8, seen.Count);
    }

    [Fact]
    public void A_rare_class_is_on_both_sides_when_that_is_possible()
    {
        int[] labels = [.. Enumerable.Repeat(0, 100), 1, 1];
        int[] units = Enumerable.Range(0, 102).ToArray();
        for (int seed = 0; seed < 20; seed++)
        {
            bool[] test = GroupedSplit.TestRows(labels, units, 0.1, seed);
            Assert.NotEqual(test[100], test[101]);
        }
    }

    [Fact]
    public void Seven_folds_of_emo_dbs_speakers_all_have_the_rare_class()
    {
        // Rows per speaker (column) and emotion (row); the last class has as many speakers as there are folds.
        int[][] counts =
        [
            [14, 12, 13, 10, 11, 12, 12, 16], [5, 10, 4, 8, 8, 5, 10, 8], [4, 6, 1, 8, 10, 6, 7, 12], [7, 11, 4, 4, 8, 2, 10, 8],
            [11, 10, 9, 4, 9, 4, 9, 7], [7, 9, 4, 3, 7, 4, 5, 10], [1, 0, 8, 1, 2, 2, 8, 8],
        ];
        var labels = new List<int>();
        var units = new List<int>();
        for (int k = 0; k < counts.Length; k++)
        {
            for (int speaker = 0; speaker < 8; speaker++)
            {
                labels.AddRange(Enumerable.Repeat(k, counts[k][speaker]));
                units.AddRange(Enumerable.Repeat(speaker, counts[k][speaker]));
            }
        }
        for (int seed = 0; seed < 50; seed++)
        {
            int[] folds = GroupedSplit.Folds(labels.ToArray(), units.ToArray(), 7, seed);
            Assert.Equal(49, folds.Zip(labels).Distinct().Count());
        }
    }

    [Fact]
    public void As_many_folds_as_speakers_leave_one_out_though_one_lacks_a_class()
    {
        int[] labels = [0, 1, 0, 1, 0, 0], speakers = [0, 0, 1, 1, 2, 2];
        int[] folds = GroupedSplit.Folds(labels, speakers, 3, 1);
        Assert.Equal(3, folds.Zip(speakers).Distinct().Count());
        Assert.Equal(3, folds.Distinct().Count());
        var names = new SplitNames { Classes = ["calm", "angry"], Units = "speakers" };
        AssertRefused(["'angry'", "train side"], () => GroupedSplit.Folds([0, 1, 0, 0, 0, 0], speakers, 3, 1, names));
    }

    [Fact]
    public void A_class_that_would_be_missing_is_named()
    {
        var names = new SplitNames { Classes = ["calm", "angry"], Units = "speakers" };
        AssertRefused(["'angry'", "speakers"], () => GroupedSplit.TestRows([0, 0, 0, 1], [0, 1, 2, 2], 0.3, 1, names));
        AssertRefused(["'angry'", "3 folds", "2 of 4 speakers"], () => GroupedSplit.Folds([0, 0, 0, 0, 1, 1], [0, 1, 2, 3, 0, 1], 3, 1, names));
        // Each class has two speakers, but no two folds hold both.
        AssertRefused(["would be missing from"], () => GroupedSplit.Folds([0, 1, 0, 2, 1, 2], [0, 0, 1, 1, 2, 2], 2, 1));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        AssertRefused(["at most as many folds as groups, 2, got 3"], () => GroupedSplit.Folds([0, 0, 0], [0, 1, 1], 3, 1));
        AssertRefused(["folds"], () => GroupedSplit.Folds([0, 0], [0, 1], 1, 1));
        AssertRefused(["testFraction"], () => GroupedSplit.TestRows([0, 0], [0, 1], 0, 1));
        AssertRefused(["testFraction"], () => GroupedSplit.TestRows([0, 0], [0, 1], double.NaN, 1));
        AssertRefused(["units"], () => GroupedSplit.TestRows([0, 0], [0], 0.5, 1));
        AssertRefused(["labels"], () => GroupedSplit.TestRows([], [], 0.5, 1));
        AssertRefused(["labels"], () => GroupedSplit.TestRows([-1, 0], [0, 1], 0.5, 1));
        AssertRefused(["groups"], () => GroupedSplit.Units([], []));
    }

    private static int[] Labels(int rows, int[] shares)
    {
        int total = shares.Sum();
        int[] pattern = shares.SelectMany((share, k) => Enumerable.Repeat(k, share)).ToArray();
        return Enumerable.Range(0, rows).Select(i => pattern[i % total]).ToArray();
    }

    private static void AssertRefused(string[] words, Action split)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(split);
        Assert.All(words, w => Assert.Contains(w, error.Message, StringComparison.Ordinal));
    }
}

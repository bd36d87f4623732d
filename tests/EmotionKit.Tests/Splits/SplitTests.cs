using EmotionKit.Corpora;
using EmotionKit.Splits;
using EmotionKit.Tests.Corpora;
using EmotionKit.TestSupport;
using Microsoft.ML;

namespace EmotionKit.Tests.Splits;

public class SplitTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private sealed class Row
    {
        public string Path { get; set; } = "";
        public string Label { get; set; } = "";
        public string Speaker { get; set; } = "";
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_speaker_is_on_both_sides_and_no_row_is_lost(int seed)
    {
        IDataView data = Speakers(10, 12, 3);
        (IDataView train, IDataView test) = Ml.Data.SplitBySpeaker(data, testFraction: 0.3, seed);
        Row[] trainRows = Rows(train), testRows = Rows(test);
        Assert.Empty(trainRows.Select(r => r.Speaker).Intersect(testRows.Select(r => r.Speaker)));
        Assert.Equal(3, testRows.Select(r => r.Speaker).Distinct().Count());
        Assert.Equal(120, trainRows.Length + testRows.Length);
        Assert.Equal(Rows(data).Select(r => r.Path), trainRows.Concat(testRows).Select(r => r.Path).OrderBy(p => int.Parse(p)));
    }

    [Fact]
    public void Parts_keep_the_schema_by_reference_and_the_order_of_the_data()
    {
        IDataView data = Speakers(6, 8, 2);
        (IDataView train, IDataView test) = Ml.Data.SplitStratified(data, 0.25);
        Assert.Same(data.Schema, train.Schema);
        Assert.Same(data.Schema, test.Schema);
        Assert.Equal(12, test.GetRowCount());
        Assert.Equal(Rows(test).OrderBy(r => int.Parse(r.Path)).Select(r => r.Path), Rows(test).Select(r => r.Path));
    }

    [Fact]
    public void Folds_test_every_row_once()
    {
        IDataView data = Speakers(10, 12, 3);
        foreach (IReadOnlyList<DataFold> folds in new[] { Ml.Data.CrossValidateBySpeaker(data, 5, 7), Ml.Data.CrossValidateStratified(data, 5, 7) })
        {
            Assert.Equal([0, 1, 2, 3, 4], folds.Select(f => f.Fold));
            Assert.Equal(Enumerable.Range(0, 120), folds.SelectMany(f => Rows(f.TestSet)).Select(r => int.Parse(r.Path)).Order());
            foreach (DataFold fold in folds)
            {
                Assert.Equal(24, Rows(fold.TestSet).Length);
                Assert.Empty(Rows(fold.TrainSet).Select(r => r.Path).Intersect(Rows(fold.TestSet).Select(r => r.Path)));
                Assert.Equal(96, Rows(fold.TrainSet).Length);
            }
        }
    }

    [Fact]
    public void The_same_seed_splits_the_same_and_another_differently()
    {
        IDataView data = Speakers(20, 6, 3);
        string Test(int seed) => string.Join(' ', Rows(Ml.Data.SplitBySpeaker(data, 0.2, seed).TestSet).Select(r => r.Path));
        Assert.Equal(Test(4), Test(4));
        Assert.True(Enumerable.Range(0, 5).Select(Test).Distinct().Count() > 1);
    }

    [Fact]
    public void Files_of_the_same_bytes_stay_together_whatever_their_names()
    {
        using var folder = new ScratchFolder();
        var rows = new List<Row>();
        for (int i = 0; i < 60; i++)
        {
            // Pairs i and i + 30 hold the same bytes; all files are equally long.
            byte[] content = [1, 2, 3, (byte)(i % 30)];
            rows.Add(new Row { Path = folder.Write($"{i}.wav", content), Label = i % 2 == 0 ? "a" : "b", Speaker = $"s{i % 12}" });
        }
        IDataView data = Ml.Data.LoadFromEnumerable(rows);
        for (int seed = 0; seed < 10; seed++)
        {
            HashSet<int> test = Rows(Ml.Data.SplitStratified(data, 0.3, seed).TestSet)
                .Select(r => int.Parse(Path.GetFileNameWithoutExtension(r.Path))).ToHashSet();
            Assert.InRange(test.Count, 16, 20);
            Assert.All(test, i => Assert.Contains((i + 30) % 60, test));
        }
    }

    [Fact]
    public void Speakers_that_share_a_recording_are_on_one_side()
    {
        using var folder = new ScratchFolder();
        var rows = new List<Row>();
        for (int i = 0; i < 40; i++)
        {
            bool shared = i is 0 or 39;
            byte[] content = shared ? [9] : [1, (byte)i];
            rows.Add(new Row { Path = folder.Write($"{i}.wav", content), Label = i % 2 == 0 ? "a" : "b", Speaker = $"s{i / 4}" });
        }
        IDataView data = Ml.Data.LoadFromEnumerable(rows);
        foreach (DataFold fold in Ml.Data.CrossValidateBySpeaker(data, 4, 1))
        {
            string[] speakers = Rows(fold.TestSet).Select(r => r.Speaker).Distinct().ToArray();
            Assert.Equal(speakers.Contains("s0"), speakers.Contains("s9"));
        }
    }

    [Fact, Trait("Category", "Long")]
    public void The_two_takes_of_ravdess_that_are_one_recording_stay_together()
    {
        string folder = TestData.Require("speech", "ravdess");
        IDataView data = Ml.Data.LoadSpeechCorpus(folder, SpeechCorpus.Ravdess);
        for (int seed = 0; seed < 4; seed++)
        {
            string[] test = Rows(Ml.Data.SplitStratified(data, 0.5, seed).TestSet).Select(r => Path.GetFileName(r.Path)).ToArray();
            Assert.Equal(test.Contains("03-01-03-01-02-01-07.flac"), test.Contains("03-01-03-01-02-02-07.flac"));
            Assert.InRange(test.Length, 598, 602);
        }
    }

    [Fact]
    public void A_class_that_would_be_missing_is_named()
    {
        Row[] rows = Enumerable.Range(0, 20).Select(i => new Row { Path = $"{i}", Label = i < 18 ? "calm" : "angry", Speaker = $"s{i / 2}" }).ToArray();
        IDataView data = Ml.Data.LoadFromEnumerable(rows);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Ml.Data.SplitBySpeaker(data));
        Assert.Contains("'angry'", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 of 10 speakers", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => Ml.Data.CrossValidateStratified(data, 3));
        Assert.Contains("'angry'", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => Ml.Data.CrossValidateBySpeaker(data, 11, options: new SplitOptions { LabelColumnName = null }));
        Assert.Contains("speakers, 10, got 11", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_data_is_refused()
    {
        IDataView data = Speakers(4, 4, 2);
        Refused<ArgumentException>("'Emotion' is missing", () => Ml.Data.SplitBySpeaker(data, options: new SplitOptions { LabelColumnName = "Emotion" }));
        Refused<ArgumentException>("'Who' is missing", () => Ml.Data.SplitBySpeaker(data, options: new SplitOptions { SpeakerColumnName = "Who" }));
        Refused<ArgumentException>("found none", () => Ml.Data.SplitStratified(Ml.Data.LoadFromEnumerable(new Row[0])));
        Refused<ArgumentException>("row 1", () => Ml.Data.SplitBySpeaker(Ml.Data.LoadFromEnumerable(new Row[]
        {
            new() { Path = "a", Label = "x", Speaker = "s" }, new() { Path = "b", Label = "x" },
        })));
        Refused<ArgumentOutOfRangeException>("testFraction", () => Ml.Data.SplitStratified(data, 1));
        Refused<ArgumentOutOfRangeException>("folds", () => Ml.Data.CrossValidateStratified(data, 1));
        Refused<ArgumentNullException>("data", () => Ml.Data.SplitStratified(null!));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Data_whose_number_of_rows_has_changed_is_refused(int change)
    {
        var rows = Rows(Speakers(6, 4, 2)).ToList();
        (IDataView train, IDataView test) = Ml.Data.SplitBySpeaker(Ml.Data.LoadFromEnumerable(rows));
        if (change > 0)
            rows.Add(rows[0]);
        else
            rows.RemoveAt(0);
        Refused<InvalidOperationException>("24 rows that were split", () => Rows(train));
        Refused<InvalidOperationException>("24 rows that were split", () => Rows(test));
    }

    [Fact]
    public void Two_cursors_over_one_part_do_not_disturb_each_other()
    {
        (IDataView train, _) = Ml.Data.SplitStratified(Speakers(6, 8, 2), 0.25);
        DataViewSchema.Column path = train.Schema["Path"];
        using DataViewRowCursor one = train.GetRowCursor([path]), two = train.GetRowCursor([path]);
        ValueGetter<ReadOnlyMemory<char>> getOne = one.GetGetter<ReadOnlyMemory<char>>(path), getTwo = two.GetGetter<ReadOnlyMemory<char>>(path);
        ReadOnlyMemory<char> a = default, b = default;
        var seen = new List<string>();
        while (one.MoveNext())
        {
            getOne(ref a);
            if (one.Position % 2 == 0 && two.MoveNext())
            {
                getTwo(ref b);
                seen.Add(b.ToString());
            }
        }
        Assert.Equal(-1, one.Position);
        Assert.Equal(Rows(train).Take(seen.Count).Select(r => r.Path), seen);
    }

    private static void Refused<T>(string words, Action split)
        where T : Exception =>
        Assert.Contains(words, Assert.Throws<T>(split).Message, StringComparison.Ordinal);

    /// <summary>Rows numbered by their path; no such files are there, so that paths alone count.</summary>
    private static IDataView Speakers(int speakers, int rowsEach, int classes) =>
        Ml.Data.LoadFromEnumerable(Enumerable.Range(0, speakers * rowsEach)
            .Select(i => new Row { Path = $"{i}", Label = $"class {i % classes}", Speaker = $"s{i / rowsEach}" }).ToArray());

    private static Row[] Rows(IDataView data) => Ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false).ToArray();
}

using EmotionKit.Tabular;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Tabular;

public sealed class SelectionTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(CorrelationMethod.Pearson)]
    [InlineData(CorrelationMethod.Spearman)]
    public void Features_go_that_say_nothing_of_the_label_or_what_a_better_one_says(CorrelationMethod method)
    {
        IDataView data = Data();
        SelectByCorrelationTransformer model = _ml.Transforms
            .SelectByCorrelation("Out", "Features", new() { Method = method, MinLabelCorrelation = 0.2, MaxMutualCorrelation = 0.9 }).Fit(data);
        // strong; a noisier copy of it; another signal; noise; a constant
        Assert.Equal([true, false, true, false, false], model.Features.Select(feature => feature.IsKept));
        Assert.Contains("feature 0 ('strong')", model.Features[1].Reason);
        Assert.Contains("below 0.2", model.Features[3].Reason);
        Assert.Equal("does not vary", model.Features[4].Reason);
        IDataView selected = model.Transform(data);
        VBuffer<ReadOnlyMemory<char>> names = default;
        selected.Schema["Out"].GetSlotNames(ref names);
        Assert.Equal(["strong", "other"], names.DenseValues().Select(name => name.ToString()));
        Assert.Equal(data.GetColumn<float[]>("Features").Select(row => row[2]), selected.GetColumn<float[]>("Out").Select(row => row[1]));
    }

    [Fact]
    public void Of_several_classes_the_one_told_best_counts()
    {
        Row[] rows = [.. Enumerable.Range(0, 60).Select(i => new Row { Class = $"c{i % 3}", Strong = i % 3 == 1 ? 1 : 0, Copy = i % 7, Other = i / 60f, Noise = i % 2 })];
        IDataView data = Features(_ml.Transforms.EncodeLabel("Label", "Class").Fit(_ml.Data.LoadFromEnumerable(rows)).Transform(_ml.Data.LoadFromEnumerable(rows)));
        SelectByCorrelationTransformer model = _ml.Transforms.SelectByCorrelation("Features", null, new() { MinLabelCorrelation = 0.9 }).Fit(data);
        Assert.Equal(1, model.Features[0].LabelCorrelation, 1e-6);
        Assert.Equal([0], model.Features.Where(feature => feature.IsKept).Select(feature => feature.Slot));
    }

    [Fact]
    public void A_constant_label_and_a_limit_that_nothing_reaches_are_errors()
    {
        Assert.Contains(
            "comes nearest", Assert.Throws<ArgumentException>(() => _ml.Transforms.SelectByCorrelation("Features", null, new() { MinLabelCorrelation = 0.999 }).Fit(Data())).Message);
        IDataView constant = Features(_ml.Data.LoadFromEnumerable([new Row { Strong = 1 }, new Row { Strong = 2 }]));
        Assert.Contains("labels that differ", Assert.Throws<ArgumentException>(() => _ml.Transforms.SelectByCorrelation("Features").Fit(constant)).Message);
    }

    [Fact]
    public void What_is_selected_depends_on_the_rows_of_fitting_alone()
    {
        IDataView data = Data();
        DataOperationsCatalog.TrainTestData parts = _ml.Data.TrainTestSplit(data, 0.3, seed: 1);
        SelectByCorrelationTransformer model = _ml.Transforms.SelectByCorrelation("Out", "Features").Fit(parts.TrainSet);
        double[] expected = [.. Enumerable.Range(0, 3).Select(slot => Correlation.Pearson(
            [.. parts.TrainSet.GetColumn<float[]>("Features").Select(row => (double)row[slot])], [.. parts.TrainSet.GetColumn<bool>("Label").Select(label => label ? 1.0 : 0)]))];
        Assert.All(expected, (value, slot) => Assert.Equal(value, model.Features[slot].LabelCorrelation, 1e-12));
        double[] whole = [.. _ml.Transforms.SelectByCorrelation("Out", "Features").Fit(data).Features.Select(feature => feature.LabelCorrelation)];
        Assert.NotEqual(whole[0], model.Features[0].LabelCorrelation);
    }

    [Fact]
    public void Scalers_and_imputers_learn_from_the_rows_of_fitting_alone()
    {
        IDataView data = Data();
        DataOperationsCatalog.TrainTestData parts = _ml.Data.TrainTestSplit(data, 0.3, seed: 1);
        double mean = parts.TrainSet.GetColumn<float[]>("Features").Average(row => (double)row[0]);
        Assert.Equal(mean, _ml.Transforms.ScaleStandard("Features").Fit(parts.TrainSet).Center[0], 1e-9);
        Assert.Equal(mean, _ml.Transforms.ImputeMissing("Features", null, new() { Strategy = ImputationStrategy.Mean }).Fit(parts.TrainSet).Values[0], 1e-6);
        Assert.NotEqual(mean, _ml.Transforms.ScaleStandard("Features").Fit(data).Center[0], 1e-9);
    }

    [Fact]
    public void Copies_of_rows_are_left_out_by_all_columns_or_by_some()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([
            new Row { Class = "a", Strong = 1 }, new Row { Class = "a", Strong = 1 }, new Row { Class = "a", Strong = 2 }, new Row { Class = "b", Strong = float.NaN },
            new Row { Class = "b", Strong = float.NaN },
        ]);
        Assert.Equal([1, 2, float.NaN], _ml.Data.RemoveDuplicates(data).GetColumn<float>("Strong"));
        Assert.Equal(["a", "b"], _ml.Data.RemoveDuplicates(data, "Class").GetColumn<string>("Class"));
        Assert.Contains("column 'X' is missing", Assert.Throws<ArgumentException>(() => _ml.Data.RemoveDuplicates(data, "X")).Message);
    }

    [Fact]
    public void A_view_is_profiled_with_its_keys_and_vectors()
    {
        IDataView data = _ml.Transforms.EncodeLabel("Key", "Class").Fit(Data()).Transform(Data());
        DataProfile profile = _ml.Data.Profile(data);
        Assert.Equal(200, profile.Rows);
        Assert.Contains(profile.Columns, column => column is { Name: "Key", Kind: ColumnKind.Text });
        Assert.Contains(profile.Columns, column => column is { Name: "Features.strong", Kind: ColumnKind.Number });
        Assert.Equal("Label", profile.Label!.Column);
    }

    private IDataView Data()
    {
        var random = new Random(3);
        return Features(_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i =>
        {
            bool label = i % 3 == 0;
            float strong = random.NextNormal() + (label ? 3 : 0);
            return new Row
            {
                Label = label,
                Class = "c",
                Strong = strong,
                Copy = strong + 0.3f * random.NextNormal(),
                Other = random.NextNormal() - (label ? 1.5f : 0),
                Noise = i % 2,
                Same = 4,
            };
        }).ToArray()));
    }

    private IDataView Features(IDataView rows) => _ml.Transforms.CopyColumns("strong", "Strong").Append(_ml.Transforms.CopyColumns("copy", "Copy"))
        .Append(_ml.Transforms.CopyColumns("other", "Other")).Append(_ml.Transforms.CopyColumns("noise", "Noise")).Append(_ml.Transforms.CopyColumns("same", "Same"))
        .Append(_ml.Transforms.Concatenate("Features", "strong", "copy", "other", "noise", "same")).Fit(rows).Transform(rows);

    internal sealed class Row
    {
        public bool Label { get; set; }

        public string Class { get; set; } = "";

        public float Strong { get; set; }

        public float Copy { get; set; }

        public float Other { get; set; }

        public float Noise { get; set; }

        public float Same { get; set; }
    }
}

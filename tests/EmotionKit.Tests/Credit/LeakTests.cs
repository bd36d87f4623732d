using EmotionKit.Credit;
using EmotionKit.Splits;
using EmotionKit.Tabular;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Credit;

/// <summary>Nothing of the rows that a model is tested on is in it, and no row that was made up is ever scored.</summary>
public class LeakTests
{
    private static readonly MLContext Ml = new(seed: 1);

    public static TheoryData<CreditTrainer, bool> Cases => new()
    {
        { CreditTrainer.Stacking, false },
        { CreditTrainer.Stacking, true },
        { CreditTrainer.Logistic, false },
        { CreditTrainer.Logistic, true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fold_may_be_changed_at_will_without_changing_the_model_of_the_others(CreditTrainer trainer, bool smote)
    {
        CreditRow[] rows = CreditRow.Make(200, seed: 1);
        CreditRow[] spoilt = CreditRow.Make(200, seed: 1);
        DataFold clean = Fold(rows);
        var inTest = Ids(clean.TestSet);
        // Features and values of the held-out rows as extreme as can be: any statistic of them would show.
        foreach (CreditRow row in spoilt.Where(r => inTest.Contains(r.CustomerId)))
            (row.Income, row.Late, row.Job, row.Owner) = (3e30f, -7e20f, "nobody else's", false);
        DataFold dirty = Fold(spoilt);
        Assert.Equal(inTest, Ids(dirty.TestSet));
        IDataView probe = CreditRow.View(Ml, CreditRow.Make(50, seed: 9));
        Assert.Equal(Scores(clean.TrainSet, probe, trainer, smote), Scores(dirty.TrainSet, probe, trainer, smote));
    }

    [Fact]
    public void Labels_of_a_fold_do_not_reach_the_model_either()
    {
        CreditRow[] rows = CreditRow.Make(200, seed: 1);
        var inTest = Ids(Fold(rows).TestSet);
        IDataView probe = CreditRow.View(Ml, CreditRow.Make(50, seed: 9));
        CreditRow[] kept = [.. rows.Where(r => !inTest.Contains(r.CustomerId))];
        Assert.Equal(
            Scores(CreditRow.View(Ml, kept), probe, CreditTrainer.Stacking, smote: true),
            Scores(Fold(rows).TrainSet, probe, CreditTrainer.Stacking, smote: true));
    }

    [Fact]
    public void Resampling_adds_rows_to_training_and_none_to_what_is_scored()
    {
        CreditRow[] rows = CreditRow.Make(300, seed: 2);
        IDataView view = CreditRow.View(Ml, rows);
        var model = (IEnumerable<ITransformer>)Pipeline(CreditTrainer.Forest, smote: true).Fit(view);
        IDataView scored = ((ITransformer)model).Transform(view);
        Assert.Equal(rows.Select(r => r.CustomerId), scored.GetColumn<float>("CustomerId"));
        Assert.Equal(rows.Select(r => r.Label), scored.GetColumn<bool>("Label"));
    }

    [Fact]
    public void Within_a_stack_synthetic_rows_come_from_their_own_folds_rows_only()
    {
        CreditRow[] rows = CreditRow.Make(150, seed: 4);
        IDataView prepared = Ml.Transforms.Concatenate("Features", "Late", "CustomerId").Fit(CreditRow.View(Ml, rows)).Transform(CreditRow.View(Ml, rows));
        // Inside the resampling: sees what each base model is fitted on. Outside it: what the fold gave.
        var inside = new Trainers.RecordingTrainer(Ml.BinaryClassification.Trainers.LogisticRegression());
        var outside = new Trainers.RecordingTrainer(inside.WithResampling(new RandomOverSampler()));
        Ml.BinaryClassification.Trainers.Stacking([outside], options: new EmotionKit.Trainers.StackingOptions { Folds = 3 }).Fit(prepared);
        Assert.Equal(4, outside.Fits.Count);
        for (int fit = 0; fit < 4; fit++)
        {
            Assert.True(inside.Fits[fit].Length > outside.Fits[fit].Length);
            Assert.Subset(outside.Fits[fit].ToHashSet(), inside.Fits[fit].ToHashSet());
        }
    }

    private static DataFold Fold(CreditRow[] rows) => Ml.Data.CrossValidateStratified(CreditRow.View(Ml, rows), folds: 4, seed: 3)[1];

    private static HashSet<float> Ids(IDataView view) => [.. view.GetColumn<float>("CustomerId")];

    private static CreditScoringPipeline Pipeline(CreditTrainer trainer, bool smote) => new(Ml, new CreditScoringOptions
    {
        Trainer = trainer,
        Resampling = smote ? new Smote() : null,
        Folds = 2,
        Forest = new RandomForestOptions { Trees = 10 },
        Boosting = new GradientBoostingOptions { Trees = 10, MaxLeaves = 4 },
    });

    private static double[] Scores(IDataView train, IDataView probe, CreditTrainer trainer, bool smote) =>
        ScoredRows.Read(Pipeline(trainer, smote).Fit(train).Transform(probe)).Probabilities.ToArray();
}

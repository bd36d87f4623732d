using EmotionKit.Tabular;
using Microsoft.ML;

namespace EmotionKit.Tests.Tabular;

/// <summary>The examples of docs/tabular.md and docs/resampling.md, between two comments each.</summary>
internal static class TabularExamples
{
    public static IDataView Tables(string file, string modelFile)
    {
        // Tables begins
        var ml = new MLContext(seed: 1);
        IDataView loans = ml.Data.LoadCsv(file, new LoadCsvOptions { LabelColumn = "late", IgnoreColumns = ["id"] });

        DataProfile profile = ml.Data.Profile(loans);
        foreach (ProfileRemark remark in profile.Remarks)
            Console.WriteLine(remark.Message);

        var (train, test) = ml.Data.SplitStratified(loans, testFraction: 0.2);
        var pipeline = ml.Transforms.Concatenate("Numbers", "age", "income")
            .Append(ml.Transforms.ImputeMissing("Numbers", options: new() { IndicatorColumnName = "WasMissing" }))
            .Append(ml.Transforms.ScaleRobust("Numbers"))
            .Append(ml.Transforms.EncodeCategories([new("Home", "home"), new("Grade", "grade")]))
            .Append(ml.Transforms.Concatenate("Features", "Numbers", "WasMissing", "Home", "Grade"))
            .Append(ml.Transforms.SelectByCorrelation("Features"))
            .Append(ml.BinaryClassification.Trainers.LogisticRegression());

        ITransformer model = pipeline.Fit(train);
        IDataView scored = model.Transform(test);
        ml.Model.SaveBundle(model, loans.Schema, modelFile);
        // Tables ends
        return scored;
    }

    public static IEstimator<ITransformer> OutOfFold(MLContext ml)
    {
        // OutOfFold begins
        var pipeline = ml.Transforms.EncodeCategories("Grade", "grade", new() { Encoding = CategoryEncoding.Target })
            .AppendOutOfFold(ml.Transforms.Concatenate("Features", "Grade", "age")
                .Append(ml.BinaryClassification.Trainers.LogisticRegression()));
        // OutOfFold ends
        return pipeline;
    }

    public static IEstimator<ITransformer>[] Resampling(MLContext ml)
    {
        // Resampling begins
        var trainer = ml.BinaryClassification.Trainers.LogisticRegression();
        var balanced = trainer.WithResampling(new Smote { Neighbors = 5, Seed = 1 });
        var cleaned = trainer.WithResampling(new RemoveDuplicates(), new Smote { Strategy = SamplingStrategy.OfRatio(0.5) }, new TomekLinks());
        // Resampling ends
        return [balanced, cleaned];
    }
}

using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Credit;

/// <summary>A made-up customer: late payments and income tell who turns out bad.</summary>
internal sealed class CreditRow
{
    public float CustomerId { get; set; }

    public string Name { get; set; } = "";

    public float Income { get; set; }

    public float Late { get; set; }

    public string Job { get; set; } = "";

    public bool Owner { get; set; }

    public float Empty { get; set; } = float.NaN;

    public bool Label { get; set; }

    public static CreditRow[] Make(int count, int seed)
    {
        var random = new Random(seed);
        string[] jobs = ["clerk", "cook", "driver", ""];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float income = random.NextSingle() < 0.1f ? float.NaN : MathF.Exp(8 + 0.5f * random.NextNormal());
            float late = Math.Max(0, MathF.Floor(random.NextNormal() + 0.5f));
            string job = jobs[random.Next(4)];
            float risk = -1.5f + late - 0.4f * (float.IsNaN(income) ? 0 : (income - 3000) / 1500) + (job == "cook" ? 0.7f : 0) + random.NextNormal();
            return new CreditRow
            {
                CustomerId = 1000 + i, Name = $"customer {i}", Income = income, Late = late, Job = job, Owner = random.Next(2) == 0, Label = risk > 0,
            };
        })];
    }

    public static IDataView View(MLContext ml, CreditRow[] rows) => ml.Data.LoadFromEnumerable(rows);
}

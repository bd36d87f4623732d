using EmotionKit.Scorecards;

namespace EmotionKit.Core.Tests.Scorecards;

public class ScorecardTests
{
    [Fact]
    public void Twice_the_odds_are_worth_the_points_that_the_options_say()
    {
        Scorecard card = Fit(out _, out _, new ScorecardOptions { BaseScore = 500, BaseOdds = 20, PointsToDoubleOdds = 40, RoundPoints = false });
        Assert.Equal(500, card.ScoreOf(1.0 / 21), 1e-9);
        Assert.Equal(540, card.ScoreOf(1.0 / 41), 1e-9);
        Assert.Equal(0.3, card.ProbabilityOf(card.ScoreOf(0.3)), 1e-12);
    }

    [Fact]
    public void Weights_of_evidence_and_information_values_are_those_of_their_definition()
    {
        Scorecard card = Fit(out float[] age, out bool[] bad);
        ScorecardColumn column = card.Columns.Single(c => c.Name == "age");
        double goods = bad.Count(b => !b), bads = bad.Count(b => b), information = 0;
        foreach (ScorecardBin bin in column.Bins)
        {
            bool In(float v) => bin.IsMissing ? float.IsNaN(v) : v >= bin.From && v < bin.To;
            int good = age.Where((v, i) => In(v) && !bad[i]).Count();
            int wrong = age.Where((v, i) => In(v) && bad[i]).Count();
            Assert.Equal(good + wrong, bin.Rows);
            double weight = Math.Log((good + 0.5) / goods / ((wrong + 0.5) / bads));
            Assert.Equal(weight, bin.WeightOfEvidence, 1e-12);
            information += (good / goods - wrong / bads) * weight;
        }
        Assert.Equal(information, column.InformationValue, 1e-12);
    }

    [Fact]
    public void Bad_rates_of_numeric_bins_fall_or_rise_and_bins_are_large_enough()
    {
        Scorecard card = Fit(out float[] age, out _);
        ScorecardBin[] bins = [.. card.Columns.Single(c => c.Name == "age").Bins.Where(b => !b.IsMissing)];
        Assert.InRange(bins.Length, 2, 6);
        double[] rates = [.. bins.Select(b => (double)b.Bad / b.Rows)];
        Assert.Equal(rates.OrderDescending(), rates);
        Assert.All(bins, b => Assert.True(b.Rows >= 0.05 * age.Length));
        Assert.Equal(bins.Skip(1).Select(b => b.From), bins.SkipLast(1).Select(b => b.To));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (bins[0].From, bins[^1].To));
    }

    [Fact]
    public void Better_customers_have_more_points()
    {
        Scorecard card = Fit(out _, out _);
        foreach (ScorecardColumn column in card.Columns)
        {
            double[] points = [.. column.Bins.OrderBy(b => b.WeightOfEvidence).Select(b => b.Points)];
            Assert.Equal(points.Order(), points);
            Assert.All(points, p => Assert.Equal(Math.Round(p), p));
        }
    }

    [Fact]
    public void The_card_is_calibrated_on_its_own_rows()
    {
        Scorecard card = Fit(out float[] age, out bool[] bad, new ScorecardOptions { RoundPoints = false, L2 = 1e-6 });
        string[] job = Jobs(age);
        double mean = 0;
        for (int i = 0; i < age.Length; i++)
        {
            double points = card.Columns.Sum(c => (c.IsNumeric ? c.Find(age[i]) : c.Find(job[i]))!.Points);
            mean += card.ProbabilityOf(points) / age.Length;
        }
        // The sum of a logistic regression's probabilities is that of the labels.
        Assert.Equal(bad.Count(b => b) / (double)bad.Length, mean, 1e-6);
    }

    [Fact]
    public void Categories_that_are_rare_or_new_share_a_bin_and_missing_has_its_own()
    {
        Scorecard card = Fit(out _, out _);
        ScorecardColumn job = card.Columns.Single(c => c.Name == "job");
        Assert.Equal("other", job.Find("never seen")!.ToString());
        Assert.Same(job.Find("never seen"), job.Find("rare"));
        Assert.True(job.Find("")!.IsMissing);
        Assert.Contains("clerk", job.Find("clerk")!.Categories);
    }

    [Fact]
    public void Columns_that_say_nothing_are_left_out_and_none_at_all_is_an_error()
    {
        Scorecard card = Fit(out float[] age, out bool[] bad);
        Assert.DoesNotContain(card.Columns, c => c.Name == "noise");
        ArgumentException error = Assert.Throws<ArgumentException>(() => Scorecard.Fit([ScorecardInput.OfNumbers("same", new float[age.Length])], bad));
        Assert.Contains("information value", error.Message);
        Assert.Throws<ArgumentException>(() => Scorecard.Fit([ScorecardInput.OfNumbers("age", age)], new bool[age.Length]));
    }

    private static Scorecard Fit(out float[] age, out bool[] bad, ScorecardOptions? options = null)
    {
        var random = new DeterministicRandom(5);
        age = new float[4000];
        bad = new bool[age.Length];
        float[] noise = new float[age.Length];
        for (int i = 0; i < age.Length; i++)
        {
            age[i] = i % 17 == 0 ? float.NaN : (float)random.NextDouble(18, 80);
            noise[i] = (float)random.NextDouble();
        }
        string[] job = Jobs(age);
        for (int i = 0; i < age.Length; i++)
        {
            double risk = 0.5 - (float.IsNaN(age[i]) ? 30 : age[i]) * 0.005 + (job[i] == "clerk" ? -0.08 : job[i].Length == 0 ? 0.1 : 0);
            bad[i] = random.NextDouble() < risk;
        }
        return Scorecard.Fit(
            [ScorecardInput.OfNumbers("age", age), ScorecardInput.OfNumbers("noise", noise), ScorecardInput.OfCategories("job", job)], bad, options);
    }

    private static string[] Jobs(float[] age) => [.. age.Select((_, i) => (i * 7 % 31) switch
    {
        < 12 => "clerk",
        < 20 => "driver",
        < 27 => "cook",
        < 30 => "",
        _ => "rare",
    })];
}

using System.Globalization;

namespace Samples;

/// <summary>
/// Customers of a lender that does not exist, as a CSV file, for trying credit scoring out without data. Income, debts, late payments and so on raise or lower the
/// odds of default by known amounts; one in seven defaults, and chance decides with them, so that no model can be perfect.
/// </summary>
internal static class Customers
{
    /// <summary>The column with the truth, yes or no.</summary>
    public const string Label = "defaulted";

    /// <summary>A column that has nothing to do with the odds.</summary>
    public const string Group = "gender";

    private static readonly string[] Purposes = ["car", "furniture", "education", "business", "holiday"];
    private static readonly double[] PurposeOdds = [-0.3, 0, -0.2, 0.6, 0.4];
    private static readonly string[] Housing = ["rent", "own", "parents"];

    /// <summary>Writes a file. The same seed gives the same customers: the sequence of <c>new Random(seed)</c> is fixed in .NET.</summary>
    public static void Write(string path, int rows, int seed = 2026)
    {
        var random = new Random(seed);
        using StreamWriter file = File.CreateText(path);
        file.WriteLine($"age,income,years_employed,housing,purpose,amount,months,open_loans,late_payments,gender,{Label}");
        for (int row = 0; row < rows; row++)
        {
            int age = random.Next(19, 75);
            double income = Math.Round(2400 * Math.Exp(0.45 * Normal(random)) + 15 * Math.Min(age, 55));
            int employed = random.Next(0, Math.Max(1, Math.Min(age - 18, 30)));
            int housing = random.Next(Housing.Length), purpose = random.Next(Purposes.Length);
            int months = 6 * random.Next(1, 11);
            double amount = Math.Round(400 + 9000 * Math.Pow(random.NextDouble(), 2));
            int loans = Count(random, 0.9), late = Count(random, loans > 1 ? 0.9 : 0.35);

            double burden = amount / months / income;
            double logOdds = -2.9 + 6 * burden + 0.85 * late + 0.3 * loans - 0.05 * employed + PurposeOdds[purpose] + (housing == 1 ? -0.4 : 0.1) + (age < 25 ? 0.7 : 0);
            bool defaulted = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds));

            // Some do not say what they earn, more often those who earn little.
            string said = random.NextDouble() < (income < 2000 ? 0.15 : 0.04) ? "" : income.ToString(CultureInfo.InvariantCulture);
            string gender = random.Next(2) == 0 ? "female" : "male";
            file.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{age},{said},{employed},{Housing[housing]},{Purposes[purpose]},{amount},{months},{loans},{late},{gender},{(defaulted ? "yes" : "no")}"));
        }
    }

    /// <summary>Standard normal (Box and Muller).</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Poisson, of a small mean (Knuth).</summary>
    private static int Count(Random random, double mean)
    {
        int count = 0;
        for (double product = random.NextDouble(); product > Math.Exp(-mean); product *= random.NextDouble())
            count++;
        return count;
    }
}

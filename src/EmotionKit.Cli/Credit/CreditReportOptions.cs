using System.CommandLine;
using System.Globalization;
using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using Microsoft.ML;

namespace EmotionKit.Cli.Credit;

/// <summary>What a report on a credit model is asked to show.</summary>
/// <param name="File">Where it goes, or null for none.</param>
/// <param name="CostsText">What decisions cost, as BAD:GOOD; null for the defaults.</param>
/// <param name="GroupsText">Columns whose groups are compared, divided by commas; null for none.</param>
internal sealed record CreditReportOptions(string? File, string? CostsText, string? GroupsText)
{
    public static Option<string?> Costs()
    {
        var costs = new Option<string?>("--costs")
        {
            Description = "For the report of a credit model: what accepting a bad customer and refusing a good one cost. Default 5:1.",
            HelpName = "BAD:GOOD",
        };
        costs.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Parse(result.Tokens[0].Value) is null)
                result.AddError($"--costs: expected two numbers above 0 such as 5:1, got '{result.Tokens[0].Value}'.");
        });
        return costs;
    }

    public static Option<string?> Groups() => new("--groups")
    {
        Description = "For the report of a credit model: columns whose groups are compared for fairness.",
        HelpName = "COL,...",
    };

    /// <summary>The options of the report.</summary>
    public ClassificationReportOptions Of(string title, params (string Name, string? Value)[] facts) => new()
    {
        Title = title,
        Examples = 0,
        LabelColumnName = CreditTable.Label,
        Costs = CostsText is null ? new DecisionCosts() : Parse(CostsText)!,
        FairnessColumnNames = GroupsText?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        Info = facts.Where(fact => fact.Value is not null).ToDictionary(fact => fact.Name, fact => fact.Value!),
    };

    /// <summary>The explainer of a model, or null where there is none for its kind.</summary>
    public static CreditExplainer? Explain(ITransformer model, DataViewSchema input)
    {
        try
        {
            return CreditExplainer.Create(model, input);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static DecisionCosts? Parse(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length != 2 || !Number(parts[0], out double bad) || !Number(parts[1], out double good))
            return null;
        return new DecisionCosts { AcceptedBad = bad, RefusedGood = good };
    }

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value > 0 && double.IsFinite(value);
}

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EmotionKit.Reporting;

/// <summary>A chart, with the table of what it shows.</summary>
/// <param name="Title">Its caption.</param>
/// <param name="Description">What is to be seen, for who cannot see it.</param>
/// <param name="Data">The table that it is drawn from; its columns' keys are the fields of <paramref name="Spec"/>.</param>
/// <param name="Spec">A Vega-Lite specification without data.</param>
public sealed record ReportChart(string Title, string Description, ReportTable Data, JsonObject Spec) : ReportPart
{
    /// <summary>Whether it may stand beside another one where the page is wide enough. Default false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Narrow { get; init; }

    /// <summary>The whole Vega-Lite specification, with its schema's address and the rows as inline data.</summary>
    public JsonObject ToVegaLite()
    {
        var values = new JsonArray();
        foreach (IReadOnlyList<object?> row in Data.Rows)
        {
            var record = new JsonObject();
            for (int i = 0; i < Data.Columns.Count; i++)
                record[Data.Columns[i].Key] = JsonText.Cell(row[i]);
            values.Add((JsonNode)record);
        }
        var whole = new JsonObject
        {
            ["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json",
            ["description"] = Description,
            ["data"] = new JsonObject { ["values"] = values },
        };
        foreach ((string name, JsonNode? value) in Spec)
            whole[name] = value?.DeepClone();
        return whole;
    }
}

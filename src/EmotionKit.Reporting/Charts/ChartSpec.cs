using System.Text.Json.Nodes;

namespace EmotionKit.Reporting;

/// <summary>Vega-Lite specifications (version 6) of the kinds of chart that reports have; data come from the chart's table.</summary>
internal static class ChartSpec
{
    /// <summary>Horizontal bars, one per category in the table's order, with a whisker where there are ends of an interval.</summary>
    public static JsonObject Bars(TableColumn category, TableColumn value, int rows, TableColumn? low = null, TableColumn? high = null, double? max = null)
    {
        JsonObject x = Quantitative(value);
        if (max is { } end)
            x["scale"] = new JsonObject { ["domain"] = new JsonArray(0, end) };
        if (low is null || high is null)
            return Sized(new JsonObject { ["mark"] = Mark("bar"), ["encoding"] = new JsonObject { ["y"] = Ordered(category), ["x"] = x } }, Math.Clamp(24 * rows, 60, 1200));
        var bars = new JsonObject { ["mark"] = Mark("bar"), ["encoding"] = new JsonObject { ["x"] = x } };
        var whiskers = new JsonObject
        {
            ["mark"] = new JsonObject { ["type"] = "rule", ["strokeWidth"] = 2, ["color"] = "#888888" },
            ["encoding"] = new JsonObject
            {
                ["x"] = new JsonObject { ["field"] = low.Key, ["type"] = "quantitative", ["title"] = value.Name },
                ["x2"] = new JsonObject { ["field"] = high.Key },
            },
        };
        return Sized(new JsonObject { ["encoding"] = new JsonObject { ["y"] = Ordered(category) }, ["layer"] = new JsonArray(bars, whiskers) }, Math.Clamp(24 * rows, 60, 1200));
    }

    /// <summary>Bars over intervals of a number, stacked by a class where there is one.</summary>
    public static JsonObject Histogram(TableColumn from, TableColumn to, TableColumn count, TableColumn? color = null)
    {
        var encoding = new JsonObject
        {
            ["x"] = new JsonObject { ["field"] = from.Key, ["type"] = "quantitative", ["title"] = from.Name, ["bin"] = new JsonObject { ["binned"] = true } },
            ["x2"] = new JsonObject { ["field"] = to.Key },
            ["y"] = Quantitative(count),
        };
        if (color is not null)
            encoding["color"] = Nominal(color);
        return Sized(new JsonObject { ["mark"] = Mark("bar"), ["encoding"] = encoding }, 260);
    }

    /// <summary>A matrix of coloured cells with their numbers.</summary>
    public static JsonObject Heatmap(TableColumn x, TableColumn y, TableColumn value, int rows, string format, double min, double max, bool diverging = false, bool labels = true)
    {
        var scale = new JsonObject { ["domain"] = new JsonArray(min, max), ["scheme"] = diverging ? "redblue" : "blues" };
        if (diverging)
            scale["domainMid"] = 0;
        var cells = new JsonObject
        {
            ["mark"] = Mark("rect"),
            ["encoding"] = new JsonObject
            {
                ["color"] = new JsonObject { ["field"] = value.Key, ["type"] = "quantitative", ["title"] = value.Name, ["scale"] = scale },
            },
        };
        var layers = new JsonArray(cells);
        if (labels)
        {
            string test = diverging ? $"abs(datum['{value.Key}']) > {Number(0.6 * max)}" : $"datum['{value.Key}'] > {Number(min + 0.55 * (max - min))}";
            layers.Add((JsonNode)new JsonObject
            {
                ["mark"] = new JsonObject { ["type"] = "text", ["fontSize"] = 11 },
                ["encoding"] = new JsonObject
                {
                    ["text"] = new JsonObject { ["field"] = value.Key, ["type"] = "quantitative", ["format"] = format },
                    ["color"] = new JsonObject { ["condition"] = new JsonObject { ["test"] = test, ["value"] = "white" }, ["value"] = "black" },
                },
            });
        }
        return Sized(
            new JsonObject
            {
                ["encoding"] = new JsonObject
                {
                    ["x"] = With(Ordered(x), "axis", new JsonObject { ["labelAngle"] = -40 }),
                    ["y"] = Ordered(y),
                },
                ["layer"] = layers,
            },
            Math.Clamp(28 * rows, 120, 640));
    }

    /// <summary>Lines over a number; dragging moves, the wheel zooms, a click on the legend brings out one line.</summary>
    public static JsonObject Lines(
        TableColumn x, TableColumn y, TableColumn? series = null, bool unitSquare = false, bool points = false)
    {
        var mark = new JsonObject { ["type"] = "line", ["tooltip"] = new JsonObject { ["content"] = "data" }, ["point"] = points };
        JsonObject horizontal = Quantitative(x), vertical = Quantitative(y);
        if (unitSquare)
        {
            horizontal["scale"] = new JsonObject { ["domain"] = new JsonArray(0, 1) };
            vertical["scale"] = new JsonObject { ["domain"] = new JsonArray(0, 1) };
        }
        else
        {
            vertical["scale"] = new JsonObject { ["zero"] = false };
            horizontal["scale"] = new JsonObject { ["zero"] = false, ["nice"] = false };
        }
        var encoding = new JsonObject
        {
            ["x"] = horizontal,
            ["y"] = vertical,
        };
        var layer = new JsonObject { ["mark"] = mark, ["encoding"] = encoding };
        var parameters = new JsonArray(new JsonObject { ["name"] = "zoom", ["select"] = "interval", ["bind"] = "scales" });
        if (series is not null)
        {
            encoding["color"] = Nominal(series);
            encoding["opacity"] = new JsonObject { ["condition"] = new JsonObject { ["param"] = "chosen", ["value"] = 1 }, ["value"] = 0.15 };
            parameters.Add((JsonNode)new JsonObject
            {
                ["name"] = "chosen",
                ["select"] = new JsonObject { ["type"] = "point", ["fields"] = new JsonArray(series.Key) },
                ["bind"] = "legend",
            });
        }
        layer["params"] = parameters;
        return Sized(layer, unitSquare ? 380 : 280);
    }

    /// <summary>Lines in the unit square, in the order of a column, above the diagonal of chance or of perfect calibration.</summary>
    public static JsonObject Curves(TableColumn x, TableColumn y, TableColumn order, TableColumn? series = null, bool diagonal = true, bool points = false)
    {
        JsonObject lines = Lines(x, y, series, unitSquare: true, points);
        lines.Remove("width");
        lines.Remove("height");
        lines.Remove("autosize");
        // The table's order, not that of x: a ROC curve has several points above one place.
        lines["encoding"]!["order"] = new JsonObject { ["field"] = order.Key, ["type"] = "quantitative" };
        var layers = new JsonArray(lines);
        if (diagonal)
        {
            layers.Add((JsonNode)new JsonObject
            {
                ["data"] = new JsonObject { ["values"] = new JsonArray(new JsonObject { ["x"] = 0, ["y"] = 0 }, new JsonObject { ["x"] = 1, ["y"] = 1 }) },
                ["mark"] = new JsonObject { ["type"] = "line", ["strokeDash"] = new JsonArray(4, 4), ["color"] = "#888888", ["strokeWidth"] = 1 },
                ["encoding"] = new JsonObject
                {
                    ["x"] = new JsonObject { ["field"] = "x", ["type"] = "quantitative" },
                    ["y"] = new JsonObject { ["field"] = "y", ["type"] = "quantitative" },
                },
            });
        }
        return Sized(new JsonObject { ["layer"] = layers }, 380);
    }

    private static JsonObject Mark(string type) => new() { ["type"] = type, ["tooltip"] = new JsonObject { ["content"] = "data" } };

    private static JsonObject Quantitative(TableColumn column) =>
        new() { ["field"] = column.Key, ["type"] = "quantitative", ["title"] = column.Name };

    private static JsonObject Nominal(TableColumn column) =>
        new() { ["field"] = column.Key, ["type"] = "nominal", ["title"] = column.Name, ["sort"] = null };

    private static JsonObject Ordered(TableColumn column) => Nominal(column);

    private static JsonObject With(JsonObject target, string name, JsonNode value)
    {
        target[name] = value;
        return target;
    }

    private static JsonObject Sized(JsonObject spec, JsonNode height)
    {
        spec["width"] = "container";
        spec["height"] = height;
        spec["autosize"] = new JsonObject { ["type"] = "fit-x", ["contains"] = "padding" };
        return spec;
    }

    private static string Number(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}

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
            return Sized(new JsonObject { ["mark"] = Mark("bar"), ["encoding"] = new JsonObject { ["y"] = Named(category), ["x"] = x } }, Math.Clamp(24 * rows, 60, 1200));
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
        return Sized(new JsonObject { ["encoding"] = new JsonObject { ["y"] = Named(category) }, ["layer"] = new JsonArray(bars, whiskers) }, Math.Clamp(24 * rows, 60, 1200));
    }

    /// <summary>Horizontal bars of one category each, divided by another.</summary>
    public static JsonObject StackedBars(TableColumn category, TableColumn value, TableColumn part, int rows) => Sized(
        new JsonObject
        {
            ["mark"] = Mark("bar"),
            ["encoding"] = new JsonObject { ["y"] = Named(category), ["x"] = Quantitative(value), ["color"] = Nominal(part) },
        },
        Math.Clamp(24 * rows, 60, 1200));

    /// <summary>Horizontal bars from a number on, and a dashed line at a limit.</summary>
    public static JsonObject BarsWithLimit(TableColumn category, TableColumn value, int rows, double limit, double from, double to)
    {
        JsonObject x = Quantitative(value);
        x["scale"] = new JsonObject { ["domain"] = new JsonArray(from, to), ["clamp"] = true };
        var bars = new JsonObject { ["mark"] = Mark("bar"), ["encoding"] = new JsonObject { ["y"] = Named(category), ["x"] = x, ["x2"] = new JsonObject { ["datum"] = from } } };
        var line = new JsonObject
        {
            ["mark"] = new JsonObject { ["type"] = "rule", ["strokeDash"] = new JsonArray(4, 4), ["strokeWidth"] = 2, ["style"] = "limit" },
            ["encoding"] = new JsonObject { ["x"] = new JsonObject { ["datum"] = limit, ["type"] = "quantitative" } },
        };
        return Sized(new JsonObject { ["layer"] = new JsonArray(bars, line) }, Math.Clamp(24 * rows, 60, 1200));
    }

    /// <summary>Bars side by side, one per group, for each category.</summary>
    public static JsonObject GroupedBars(TableColumn category, TableColumn share, TableColumn group, int rows, int groups)
    {
        return Sized(
            new JsonObject
            {
                ["mark"] = Mark("bar"),
                ["encoding"] = new JsonObject
                {
                    ["y"] = Named(category),
                    ["yOffset"] = new JsonObject { ["field"] = group.Key, ["type"] = "nominal", ["sort"] = null },
                    ["x"] = Quantitative(share),
                    ["color"] = Nominal(group),
                },
            },
            Math.Clamp(rows * Math.Max(20, 9 * groups + 6), 80, 900));
    }

    /// <summary>Histograms of several groups, in shares, laid over each other.</summary>
    public static JsonObject Overlaid(TableColumn from, TableColumn to, TableColumn share, TableColumn group)
    {
        JsonObject mark = Mark("bar");
        mark["opacity"] = 0.5;
        mark["binSpacing"] = 0;
        return Sized(
            new JsonObject
            {
                ["mark"] = mark,
                ["encoding"] = new JsonObject
                {
                    ["x"] = Binned(from),
                    ["x2"] = new JsonObject { ["field"] = to.Key },
                    ["y"] = new JsonObject { ["field"] = share.Key, ["type"] = "quantitative", ["title"] = share.Name, ["stack"] = null, ["axis"] = new JsonObject { ["format"] = ".0%" } },
                    ["color"] = Nominal(group),
                },
            },
            220);
    }

    /// <summary>A strip per category, coloured by a share from interval to interval.</summary>
    public static JsonObject Strips(TableColumn from, TableColumn to, TableColumn category, TableColumn share, int rows) => Sized(
        new JsonObject
        {
            ["mark"] = Mark("rect"),
            ["encoding"] = new JsonObject
            {
                ["x"] = new JsonObject { ["field"] = from.Key, ["type"] = "quantitative", ["title"] = from.Name, ["scale"] = new JsonObject { ["nice"] = false } },
                ["x2"] = new JsonObject { ["field"] = to.Key },
                ["y"] = Named(category),
                ["color"] = new JsonObject
                {
                    ["field"] = share.Key,
                    ["type"] = "quantitative",
                    ["title"] = share.Name,
                    ["scale"] = new JsonObject { ["domain"] = new JsonArray(0, 1), ["scheme"] = "blues" },
                    ["legend"] = new JsonObject { ["format"] = ".0%" },
                },
            },
        },
        Math.Clamp(24 * rows, 60, 1200));

    /// <summary>A heatmap whose cells at a threshold or beyond are framed, those of a column with itself aside.</summary>
    public static JsonObject Marked(JsonObject heatmap, TableColumn x, TableColumn y, TableColumn value, double threshold)
    {
        heatmap["layer"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["transform"] = new JsonArray(new JsonObject { ["filter"] = $"datum['{x.Key}'] !== datum['{y.Key}'] && abs(datum['{value.Key}']) >= {Number(threshold)}" }),
            ["mark"] = new JsonObject { ["type"] = "rect", ["fill"] = null, ["stroke"] = "#f08c00", ["strokeWidth"] = 3, ["style"] = "frame" },
        });
        return heatmap;
    }

    /// <summary>Boxes from the lower to the upper quartile with the median, and whiskers to outer percentiles, one per category.</summary>
    /// <param name="columns">The category, any column, and the five values from low to high.</param>
    /// <param name="rows">Categories.</param>
    public static JsonObject Boxes(ReadOnlySpan<TableColumn> columns, int rows)
    {
        JsonObject whiskers = Range("rule", columns[2], columns[6], columns[4].Name);
        JsonObject boxes = Range("bar", columns[3], columns[5], columns[4].Name);
        whiskers["mark"]!["style"] = "whisker";
        boxes["mark"]!["size"] = 14;
        boxes["mark"]!["style"] = "box";
        var median = new JsonObject
        {
            ["mark"] = new JsonObject { ["type"] = "tick", ["style"] = "median", ["thickness"] = 3, ["size"] = 18, ["tooltip"] = new JsonObject { ["content"] = "data" } },
            ["encoding"] = new JsonObject { ["x"] = Unzeroed(columns[4], columns[4].Name) },
        };
        return Sized(
            new JsonObject { ["encoding"] = new JsonObject { ["y"] = Named(columns[0]) }, ["layer"] = new JsonArray(whiskers, boxes, median) },
            Math.Clamp(26 * rows, 150, 1200));
    }

    private static JsonObject Range(string mark, TableColumn from, TableColumn to, string title) => new()
    {
        ["mark"] = Mark(mark),
        ["encoding"] = new JsonObject { ["x"] = Unzeroed(from, title), ["x2"] = new JsonObject { ["field"] = to.Key } },
    };

    private static JsonObject Unzeroed(TableColumn column, string title) => new()
    {
        ["field"] = column.Key,
        ["type"] = "quantitative",
        ["title"] = title,
        ["scale"] = new JsonObject { ["zero"] = false },
    };

    /// <summary>Bars over intervals of a number, stacked by a class where there is one.</summary>
    public static JsonObject Histogram(TableColumn from, TableColumn to, TableColumn count, TableColumn? color = null)
    {
        var encoding = new JsonObject
        {
            ["x"] = Binned(from),
            ["x2"] = new JsonObject { ["field"] = to.Key },
            ["y"] = Quantitative(count),
        };
        if (color is not null)
            encoding["color"] = Nominal(color);
        return Sized(new JsonObject { ["mark"] = Mark("bar"), ["encoding"] = encoding }, 210);
    }

    /// <summary>A matrix of coloured cells with their numbers.</summary>
    public static JsonObject Heatmap(TableColumn x, TableColumn y, TableColumn value, int rows, string format, double min, double max, bool diverging = false, bool labels = true, bool titles = true, int columns = 0)
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
                // Not in cells that are narrower than their number.
                ["mark"] = new JsonObject { ["type"] = "text", ["fontSize"] = new JsonObject { ["expr"] = $"width / {(columns > 0 ? columns : rows)} < 28 ? 0 : 11" } },
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
                    ["x"] = With(Ordered(x), "axis", titles ? new JsonObject { ["labelAngle"] = -40, ["labelLimit"] = 110 } : new JsonObject { ["labelAngle"] = -40, ["labelLimit"] = 110, ["title"] = null }),
                    ["y"] = titles ? Ordered(y) : Named(y),
                },
                ["layer"] = layers,
            },
            Math.Clamp(28 * rows, 120, 640));
    }

    /// <summary>Lines over a number; dragging moves, the wheel zooms, a click on the legend brings out one line.</summary>
    public static JsonObject Lines(
        TableColumn x, TableColumn y, TableColumn? series = null, bool unitSquare = false, bool points = false)
    {
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
        var encoding = new JsonObject { ["x"] = horizontal, ["y"] = vertical };
        var parameters = new JsonArray(new JsonObject { ["name"] = "zoom", ["select"] = "interval", ["bind"] = "scales" });
        if (series is not null)
            encoding["color"] = Nominal(series);
        // A line has one tooltip from end to end; its points, seen or not, have their own.
        JsonObject dot = Mark("point");
        dot["filled"] = true;
        dot["size"] = 45;
        dot["opacity"] = points ? 1 : 0;
        var dots = new JsonObject { ["mark"] = dot, ["encoding"] = encoding.DeepClone() };
        if (series is not null)
        {
            encoding["opacity"] = new JsonObject { ["condition"] = new JsonObject { ["param"] = "chosen", ["value"] = 1 }, ["value"] = 0.15 };
            parameters.Add((JsonNode)new JsonObject
            {
                ["name"] = "chosen",
                ["select"] = new JsonObject { ["type"] = "point", ["fields"] = new JsonArray(series.Key) },
                ["bind"] = "legend",
            });
        }
        var line = new JsonObject { ["mark"] = new JsonObject { ["type"] = "line" }, ["encoding"] = encoding, ["params"] = parameters };
        return Sized(new JsonObject { ["layer"] = new JsonArray(line, dots) }, unitSquare ? 300 : 260);
    }

    /// <summary>Lines with a dashed one from top to bottom at a place of the horizontal axis.</summary>
    public static JsonObject At(JsonObject lines, double place)
    {
        lines["layer"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["mark"] = new JsonObject { ["type"] = "rule", ["strokeDash"] = new JsonArray(4, 4), ["strokeWidth"] = 1.5, ["style"] = "limit" },
            ["encoding"] = new JsonObject { ["x"] = new JsonObject { ["datum"] = place, ["type"] = "quantitative" } },
        });
        return lines;
    }

    /// <summary>Lines in the unit square, in the order of a column, above the diagonal of chance or of perfect calibration.</summary>
    public static JsonObject Curves(TableColumn x, TableColumn y, TableColumn order, TableColumn? series = null, bool diagonal = true, bool points = false)
    {
        JsonObject lines = Lines(x, y, series, unitSquare: true, points);
        JsonArray layers = lines["layer"]!.AsArray();
        // The table's order, not that of x: a ROC curve has several points above one place.
        layers[0]!["encoding"]!["order"] = new JsonObject { ["field"] = order.Key, ["type"] = "quantitative" };
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
        return lines;
    }

    private static JsonObject Mark(string type) => new() { ["type"] = type, ["tooltip"] = new JsonObject { ["content"] = "data" } };

    private static JsonObject Binned(TableColumn from) =>
        new() { ["field"] = from.Key, ["type"] = "quantitative", ["title"] = from.Name, ["bin"] = new JsonObject { ["binned"] = true } };

    private static JsonObject Quantitative(TableColumn column)
    {
        var channel = new JsonObject { ["field"] = column.Key, ["type"] = "quantitative", ["title"] = column.Name };
        // Without decimals it counts something.
        if (column.Format is null or "0" or "#,0")
            channel["axis"] = new JsonObject { ["tickMinStep"] = 1 };
        else if (column.Format[0] == 'P')
            channel["axis"] = new JsonObject { ["format"] = ".0%" };
        return channel;
    }

    private static JsonObject Nominal(TableColumn column) =>
        new() { ["field"] = column.Key, ["type"] = "nominal", ["title"] = column.Name, ["sort"] = null };

    private static JsonObject Ordered(TableColumn column) => Nominal(column);

    /// <summary>Categories down the side of bars, whose caption says what they are.</summary>
    private static JsonObject Named(TableColumn column)
    {
        JsonObject channel = Nominal(column);
        channel["axis"] = new JsonObject { ["title"] = null };
        return channel;
    }

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

using System.Globalization;
using Microsoft.ML;

namespace EmotionKit.Reporting;

/// <summary>Makes the report of a data set of images.</summary>
internal static class ImageDataset
{
    public static Report Build(IDataView data, DataViewSchema.Column image, DatasetReportOptions options, IProgress<DatasetProgress>? progress, CancellationToken cancellation)
    {
        var survey = ImageSurvey.Run(data, image, options, progress, cancellation);
        TableColumn name = new("label", "class"), rows = new("rows", "images") { Format = "#,0" };
        var table = new ReportTable(
            "Classes", [name, rows, new("share", "share") { Format = "P1" }, new("mean", "mean value") { Format = "0.000" }],
            [.. survey.Classes.Select(c => new object?[] { c.Name, c.Count, (double)c.Count / survey.Rows, c.MeanValue / survey.Full })]);
        var sections = new List<ReportSection>
        {
            new("Overview",
            [
                new KeyFigures(
                [
                    new("Images", survey.Rows) { Format = "#,0" },
                    new("Classes", survey.Classes.Count) { Format = "0" },
                    new("Height", survey.Height) { Format = "0", Note = "pixels" },
                    new("Width", survey.Width) { Format = "0", Note = survey.Channels == 1 ? "pixels, grey" : "pixels, in colour" },
                    new("Copies", survey.Copies) { Format = "#,0", Note = "equal to an earlier one in every pixel" },
                    new("Blank", survey.Blank) { Format = "#,0", Note = "of one value everywhere" },
                ]),
                new ReportChart("Images per class", "Bars: how many images there are of each class.", table, ChartSpec.Bars(name, rows, table.Rows.Count)),
            ]),
        };
        if (survey.Classes.Any(c => c.Examples.Count > 0))
        {
            sections.Add(new ReportSection(
                "Examples",
                [
                    new ReportMedia("Some images of each class, drawn at random", [.. survey.Classes.Where(c => c.Examples.Count > 0).Select(c => new MediaItem($"Class {c.Name}")
                    {
                        Note = $"rows {string.Join(", ", c.Examples.Select(e => e.Row.ToString(CultureInfo.InvariantCulture)))}",
                        Description = $"Image of class {c.Name}",
                        Images = [.. c.Examples.Select(e => Picture(e.Pixels, survey))],
                    })]),
                ]));
        }
        sections.Add(new ReportSection(
            "Mean image",
            [
                new ReportMedia("The mean of each class, pixel by pixel", [.. survey.Classes.Select(c => new MediaItem($"Class {c.Name}")
                {
                    Note = string.Create(CultureInfo.InvariantCulture, $"of {c.Count:#,0} images"),
                    Description = $"Mean of all images of class {c.Name}",
                    Images = [Picture(c.Mean(), survey)],
                })]),
            ])
        {
            Text = "A sharp mean says that a class' images are placed and shaped alike; a blurred one, that they vary.",
        });
        return new Report("dataset", options.Title, sections)
        {
            Summary = string.Create(CultureInfo.InvariantCulture, $"{survey.Rows:#,0} images of {survey.Classes.Count} classes, {survey.Height} by {survey.Width} pixels; copies of others: {survey.Copies:#,0}."),
            Info = options.Info,
        };
    }

    private static string Picture(float[] values, ImageSurvey survey) =>
        ImagePixels.DataUri(values, survey.Height, survey.Width, survey.Channels, 255 / survey.Full);
}

using EmotionKit.Reporting;

namespace Microsoft.ML;

/// <summary>Reports, where an ML.NET user looks for them.</summary>
public static class EmotionKitReportExtensions
{
    private static readonly ReportCatalog Catalog = new();

    /// <summary>Reports on data and models, to be saved as HTML, JSON or Markdown.</summary>
    /// <param name="context">The ML.NET context.</param>
    public static ReportCatalog Reports(this MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Catalog;
    }
}

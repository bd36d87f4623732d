using System.Text.Json.Serialization;

namespace EmotionKit.Reporting;

/// <summary>Something that a report shows.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(KeyFigures), "figures")]
[JsonDerivedType(typeof(ReportTable), "table")]
[JsonDerivedType(typeof(ReportChart), "chart")]
[JsonDerivedType(typeof(ReportMedia), "media")]
[JsonDerivedType(typeof(ReportText), "text")]
public abstract record ReportPart
{
    private protected ReportPart()
    {
    }
}

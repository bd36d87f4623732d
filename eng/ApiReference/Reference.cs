using System.Reflection;
using System.Text;
using EmotionKit.Models;
using EmotionKit.Reporting;

namespace EmotionKit.ApiReference;

/// <summary>The reference of the public API as pages of Markdown.</summary>
internal sealed class Reference
{
    /// <summary>Where the pages go, from the root of the repository.</summary>
    public const string Folder = "docs/api";

    private const string Map = "index.md";

    public Reference()
    {
        Assembly[] assemblies = [typeof(Execution).Assembly, typeof(RowException).Assembly, typeof(ReportCatalog).Assembly, typeof(ModelCatalog).Assembly];
        var comments = new Comments(assemblies);
        Type[] types = [.. assemblies.SelectMany(assembly => assembly.GetExportedTypes()).OrderBy(type => TypeNames.Heading(type), StringComparer.Ordinal)];
        var writer = new TypeWriter(comments, new CommentText(types));
        IGrouping<string, Type>[] spaces = [.. types.GroupBy(type => type.Namespace!).OrderBy(space => space.Key, StringComparer.Ordinal)];
        var pages = new Dictionary<string, string>(StringComparer.Ordinal) { [Map] = MapOf(spaces, writer) };
        foreach (IGrouping<string, Type> space in spaces)
            pages[$"{space.Key}.md"] = $"# {space.Key}\n\n{string.Concat(space.Select(writer.Write)).TrimEnd('\n')}\n";
        Pages = pages;
        Undocumented = writer.Undocumented;
    }

    /// <summary>By file name.</summary>
    public IReadOnlyDictionary<string, string> Pages { get; }

    /// <summary>Public members without a comment.</summary>
    public IReadOnlyCollection<string> Undocumented { get; }

    private static string MapOf(IGrouping<string, Type>[] spaces, TypeWriter writer)
    {
        var text = new StringBuilder("# API reference\n\n");
        text.Append("Made from the comments in the source by `dotnet run -c Release --project eng/ApiReference`; a test says when it is stale. ");
        text.Append("What hangs on `MLContext` is in [Microsoft.ML](Microsoft.ML.md).\n");
        foreach (IGrouping<string, Type> space in spaces)
        {
            text.Append($"\n## [{space.Key}]({space.Key}.md)\n\n| type | |\n|---|---|\n");
            foreach (Type type in space)
                text.Append($"| [`{TypeNames.Heading(type)}`]({TypeNames.Link(type)}) | {writer.FirstSentence(type)} |\n");
        }
        return text.ToString();
    }
}

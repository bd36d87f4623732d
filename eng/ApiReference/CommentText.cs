using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EmotionKit.ApiReference;

/// <summary>Comments as Markdown, with links to the types that they name.</summary>
internal sealed partial class CommentText(IEnumerable<Type> types)
{
    private readonly Dictionary<string, Type> _types = types.ToDictionary(type => DocId.Of(type)[2..], StringComparer.Ordinal);

    /// <summary>An element's content, paragraphs apart.</summary>
    public string Of(XElement? element)
    {
        if (element is null)
            return "";
        var text = new StringBuilder();
        foreach (XNode node in element.Nodes())
            Append(text, node);
        return Blanks().Replace(Lines().Replace(text.ToString(), "\n\n"), "\n\n").Trim();
    }

    /// <summary>An element's content on one line, for a table's cell.</summary>
    public string Cell(XElement? element) => Spaces().Replace(Of(element), " ").Replace("|", "\\|", StringComparison.Ordinal);

    private void Append(StringBuilder text, XNode node)
    {
        switch (node)
        {
            case XText plain:
                text.Append(Escape(Spaces().Replace(plain.Value, " ")));
                break;
            case XElement { Name.LocalName: "c" } code:
                text.Append($"`{Spaces().Replace(code.Value, " ").Trim()}`");
                break;
            case XElement { Name.LocalName: "code" } block:
                text.Append($"\n\n```\n{block.Value.Trim('\n')}\n```\n\n");
                break;
            case XElement { Name.LocalName: "paramref" or "typeparamref" } parameter:
                text.Append($"`{parameter.Attribute("name")!.Value}`");
                break;
            case XElement { Name.LocalName: "see" or "seealso" } see:
                text.Append(See(see));
                break;
            case XElement { Name.LocalName: "para" } paragraph:
                text.Append("\n\n").Append(Of(paragraph)).Append("\n\n");
                break;
            case XElement { Name.LocalName: "list" } list:
                AppendList(text, list);
                break;
            case XElement { Name.LocalName: "i" } italic:
                text.Append($"*{Of(italic)}*");
                break;
            case XElement { Name.LocalName: "b" } bold:
                text.Append($"**{Of(bold)}**");
                break;
            case XElement other:
                text.Append(Of(other));
                break;
        }
    }

    private void AppendList(StringBuilder text, XElement list)
    {
        text.Append("\n\n");
        foreach (XElement item in list.Elements().Where(element => element.Name.LocalName is "item" or "listheader"))
        {
            string term = Spaces().Replace(Of(item.Element("term")), " "), description = Spaces().Replace(Of(item.Element("description") ?? (item.HasElements ? null : item)), " ");
            text.Append("- ").Append(term.Length > 0 && description.Length > 0 ? $"{term}: {description}" : $"{term}{description}").Append('\n');
        }
        text.Append("\n\n");
    }

    private string See(XElement see)
    {
        if (see.Attribute("langword") is { } word)
            return $"`{word.Value}`";
        if (see.Attribute("href") is { } address)
            return $"[{(see.Value.Length > 0 ? see.Value : address.Value)}]({address.Value})";
        string id = see.Attribute("cref")!.Value, name = Parameters().Replace(id[2..], "");
        string shown = see.Value.Length > 0 ? see.Value : null!;
        if (_types.TryGetValue(name, out Type? type))
            return $"[`{shown ?? TypeNames.Heading(type)}`]({TypeNames.Link(type)})";
        int dot = name.LastIndexOf('.');
        string member = Arity().Replace(name[(dot + 1)..], "").Replace("#ctor", "constructor", StringComparison.Ordinal);
        return dot > 0 && _types.TryGetValue(name[..dot], out Type? owner)
            ? $"[`{shown ?? $"{TypeNames.Heading(owner)}.{member}"}`]({TypeNames.Link(owner)})"
            : $"`{shown ?? member}`";
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" *\n *\n *")]
    private static partial Regex Lines();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\(.*$")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}

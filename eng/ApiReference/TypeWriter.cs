using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace EmotionKit.ApiReference;

/// <summary>Writes types with their public members.</summary>
internal sealed class TypeWriter(Comments comments, CommentText text)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] OfRecords = ["Equals", "GetHashCode", "ToString", "Deconstruct", "PrintMembers", "<Clone>$", "op_Equality", "op_Inequality", "EqualityContract"];

    private readonly SortedSet<string> _undocumented = new(StringComparer.Ordinal);

    /// <summary>Members that were written without a comment.</summary>
    public IReadOnlyCollection<string> Undocumented => _undocumented;

    public string FirstSentence(Type type)
    {
        string summary = text.Cell(comments.Of(type).Element("summary"));
        int end = summary.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? summary : summary[..(end + 1)];
    }

    public string Write(Type type)
    {
        var page = new StringBuilder($"## `{TypeNames.Heading(type)}`\n\n```csharp\npublic {Signatures.Of(type)}\n```\n\n");
        XElement comment = comments.Of(type);
        Require(type, comment);
        Paragraph(page, comment.Element("summary"));
        Paragraph(page, comment.Element("remarks"));
        if (type.IsEnum)
            Constants(page, type);
        else if (!typeof(Delegate).IsAssignableFrom(type))
            Members(page, type);
        return page.ToString();
    }

    private void Members(StringBuilder page, Type type)
    {
        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(IsVisible).OrderBy(c => c.GetParameters().Length))
        {
            if (!(Signatures.IsRecord(type) && IsCopy(constructor)) && !(constructor.GetParameters().Length == 0 && comments.Of(constructor).IsEmpty))
                Method(page, constructor, type);
        }
        Table(page, type);
        MethodInfo[] methods = [.. type.GetMethods(Declared).Where(method => IsVisible(method) && !method.IsSpecialName && !IsOfRecord(type, method.Name) && !IsObjects(method))];
        foreach (MethodInfo method in methods.OrderBy(method => method.Name, StringComparer.Ordinal).ThenBy(Signatures.Of, StringComparer.Ordinal))
            Method(page, method, type);
    }

    /// <summary>Properties and fields.</summary>
    private void Table(StringBuilder page, Type type)
    {
        var rows = new List<(string Name, string Signature, XElement Comment)>();
        foreach (FieldInfo field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily))
            rows.Add((field.Name, Signatures.Of(field), Required(field)));
        foreach (PropertyInfo property in type.GetProperties(Declared).Where(property => property.GetMethod is { } get && IsVisible(get) && !IsOfRecord(type, property.Name)))
            rows.Add((property.Name, Signatures.Of(property), Required(property)));
        if (rows.Count == 0)
            return;
        page.Append("| member | |\n|---|---|\n");
        foreach ((_, string signature, XElement comment) in rows.OrderBy(row => row.Name, StringComparer.Ordinal))
        {
            string[] parts = [text.Cell(comment.Element("summary")), text.Cell(comment.Element("value")), text.Cell(comment.Element("remarks")), .. comment.Elements("exception").Select(Throws)];
            page.Append($"| `{signature.Replace("|", "\\|", StringComparison.Ordinal)}` | {string.Join(' ', parts.Where(part => part.Length > 0))} |\n");
        }
        page.Append('\n');
    }

    private void Method(StringBuilder page, MethodBase method, Type type)
    {
        XElement comment = Required(method);
        string summary = text.Of(comment.Element("summary"));
        page.Append($"### `{(method is ConstructorInfo ? $"new {type.Name.Split('`')[0]}" : method.Name)}`\n\n```csharp\n{Signatures.Of(method)}\n```\n\n");
        // That of a primary constructor is the type's own.
        if (method is not ConstructorInfo || summary != text.Of(comments.Of(type).Element("summary")))
        {
            Paragraph(page, comment.Element("summary"));
            Paragraph(page, comment.Element("remarks"));
        }
        int before = page.Length;
        foreach (XElement parameter in comment.Elements("typeparam").Concat(comment.Elements("param")))
            page.Append($"- `{parameter.Attribute("name")!.Value}`: {text.Cell(parameter)}\n");
        if (text.Cell(comment.Element("returns")) is { Length: > 0 } returns)
            page.Append($"- returns {returns}\n");
        foreach (XElement exception in comment.Elements("exception"))
            page.Append($"- {Throws(exception)}\n");
        if (page.Length > before)
            page.Append('\n');
    }

    private void Constants(StringBuilder page, Type type)
    {
        page.Append("| value | |\n|---|---|\n");
        foreach (FieldInfo constant in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            XElement comment = Required(constant);
            page.Append($"| `{constant.Name}` | {text.Cell(comment.Element("summary"))} {text.Cell(comment.Element("remarks"))}".TrimEnd()).Append(" |\n");
        }
        page.Append('\n');
    }

    private string Throws(XElement exception)
    {
        string name = exception.Attribute("cref")!.Value;
        return $"throws `{name[(name.LastIndexOf('.') + 1)..]}`: {text.Cell(exception)}";
    }

    private void Paragraph(StringBuilder page, XElement? element)
    {
        if (text.Of(element) is { Length: > 0 } paragraph)
            page.Append(paragraph).Append("\n\n");
    }

    private XElement Required(MemberInfo member)
    {
        XElement comment = comments.Of(member);
        Require(member, comment);
        return comment;
    }

    private void Require(MemberInfo member, XElement comment)
    {
        if (string.IsNullOrWhiteSpace(text.Of(comment.Element("summary"))))
            _undocumented.Add(DocId.Of(member));
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOfRecord(Type type, string name) => Signatures.IsRecord(type) && OfRecords.Contains(name);

    private static bool IsObjects(MethodInfo method) => method.GetBaseDefinition().DeclaringType == typeof(object);

    private static bool IsCopy(ConstructorInfo constructor) => constructor.GetParameters() is [{ } only] && only.ParameterType == constructor.DeclaringType;
}

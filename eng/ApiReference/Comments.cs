using System.Reflection;
using System.Xml.Linq;
using System.Xml.XPath;

namespace EmotionKit.ApiReference;

/// <summary>The comments of assemblies, from the XML files beside them, with what is inherited filled in.</summary>
internal sealed class Comments
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    public Comments(IEnumerable<Assembly> assemblies)
    {
        foreach (Assembly assembly in assemblies)
        {
            string file = Path.ChangeExtension(assembly.Location, ".xml");
            foreach (XElement member in XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member"))
                _members[member.Attribute("name")!.Value] = member;
        }
    }

    /// <summary>A member's comment; without elements where it has none.</summary>
    public XElement Of(MemberInfo member) => Of(member, depth: 0);

    private XElement Of(MemberInfo member, int depth)
    {
        if (_members.TryGetValue(DocId.Of(member), out XElement? own))
        {
            XElement comment = Resolve(new XElement(own), member, depth);
            // What another library declares is said there.
            if (comment.Element("summary") is null && Inherited(member) is { } elsewhere)
                comment.AddFirst(new XElement("summary", "As ", new XElement("see", new XAttribute("cref", DocId.Of(elsewhere)), $"{elsewhere.DeclaringType?.Name}.{elsewhere.Name}"), "."));
            return comment;
        }
        // The parameters of a primary constructor are commented on the type.
        if (member is ConstructorInfo && _members.TryGetValue(DocId.Of(member.DeclaringType!), out XElement? ofType) && ofType.Elements("param").Any())
            return Resolve(new XElement(ofType), member.DeclaringType!, depth);
        // A record's parameters say what its properties are.
        if (member is PropertyInfo property && _members.TryGetValue(DocId.Of(property.DeclaringType!), out XElement? record)
            && record.Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")!.Value == property.Name) is { } meaning)
        {
            return new XElement("member", new XElement("summary", meaning.Nodes()));
        }
        return Inherited(member) is { } from && depth < 8 ? Of(from, depth + 1) : new XElement("member");
    }

    private XElement Resolve(XElement comment, MemberInfo member, int depth)
    {
        foreach (XElement inherit in comment.Descendants("inheritdoc").ToArray())
        {
            XElement? source = inherit.Attribute("cref") is { } reference
                ? _members.TryGetValue(reference.Value, out XElement? named) && depth < 8 ? Resolve(new XElement(named), member, depth + 1) : null
                : depth < 8 && Inherited(member) is { } from ? Of(from, depth + 1) : null;
            if (inherit.Parent != comment)
            {
                // Inside an element: the content of the same element there.
                string path = inherit.Attribute("path")?.Value ?? $"/{inherit.Parent!.Name}";
                inherit.ReplaceWith(source?.XPathSelectElements($".{path}").SelectMany(element => element.Nodes()) ?? []);
                continue;
            }
            string chosen = inherit.Attribute("path")?.Value ?? "/*";
            IEnumerable<XElement> elements = source?.XPathSelectElements(string.Join('|', chosen.Split('|').Select(part => $".{part}"))) ?? [];
            elements = [.. elements.Where(element => !comment.Elements(element.Name).Any(known =>
                known.Attribute("name")?.Value == element.Attribute("name")?.Value && known.Attribute("cref")?.Value == element.Attribute("cref")?.Value))];
            inherit.ReplaceWith(elements.Select(element => new XElement(element)));
        }
        return comment;
    }

    /// <summary>What a member overrides or implements, or the type that a type derives from.</summary>
    private static MemberInfo? Inherited(MemberInfo member)
    {
        if (member is Type type)
            return type.BaseType is { } parent && parent.Assembly != typeof(object).Assembly ? parent : type.GetInterfaces().FirstOrDefault();
        foreach (Type from in Ancestors(member.DeclaringType!))
        {
            MemberInfo? found = from.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .FirstOrDefault(other => other.Name == member.Name && other.MemberType == member.MemberType && SameParameters(other, member));
            if (found is not null)
                return found;
        }
        return null;
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (Type? parent = type.BaseType; parent is not null; parent = parent.BaseType)
            yield return parent;
        foreach (Type implemented in type.GetInterfaces())
            yield return implemented;
    }

    private static bool SameParameters(MemberInfo a, MemberInfo b) =>
        a is not MethodBase first || b is not MethodBase second || first.GetParameters().Select(p => p.Name).SequenceEqual(second.GetParameters().Select(p => p.Name));
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace EmotionKit.ApiReference;

/// <summary>Declarations of types and members as C# writes them.</summary>
internal static class Signatures
{
    public static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);

    public static string Of(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"delegate {TypeNames.Of(invoke.ReturnParameter)} {TypeNames.Heading(type)}({Parameters(invoke)})";
        }
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{(IsRecord(type) ? "record " : "")}struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}",
        };
        string[] bases = [.. Bases(type).Select(TypeNames.Of)];
        return $"{kind} {TypeNames.Heading(type)}{(bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}")}";
    }

    public static string Of(PropertyInfo property)
    {
        string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"this[{string.Join(", ", parameters.Select(Parameter))}]" : property.Name;
        return $"{Shared(property.GetMethod)}{TypeNames.Of(property)} {index}{Accessors(property)}";
    }

    public static string Of(FieldInfo field) => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static readonly " : "")}{TypeNames.Of(field)} {field.Name}"
        + (field.IsLiteral ? $" = {TypeNames.Of(field.GetRawConstantValue())}" : "");

    public static string Of(MethodBase method)
    {
        string parameters = Parameters(method);
        if (method is not MethodInfo { } info)
            return $"{Bare(method.DeclaringType!)}({parameters})";
        string generic = info.IsGenericMethodDefinition ? $"<{string.Join(", ", info.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        string extension = info.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{(extension.Length > 0 ? "" : Shared(info))}{TypeNames.Of(info.ReturnParameter)} {info.Name}{generic}({extension}{parameters})";
    }

    private static string Bare(Type type) => type.Name.Split('`')[0];

    private static string Shared(MethodInfo? method) => method is null ? "" : $"{(method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "")}{(method.IsStatic ? "static " : "")}";

    private static string Accessors(PropertyInfo property)
    {
        string set = property.SetMethod is not { IsPublic: true } setter
            ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";
        return $" {{ {(property.GetMethod is null ? "" : "get; ")}{set}}}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var text = new StringBuilder();
        if (parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)))
            text.Append("params ");
        if (parameter.ParameterType.IsByRef)
            text.Append(parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ");
        text.Append(TypeNames.Of(parameter)).Append(' ').Append(parameter.Name);
        if (parameter.HasDefaultValue)
            text.Append(" = ").Append(Default(parameter));
        return text.ToString();
    }

    private static string Default(ParameterInfo parameter)
    {
        object? value = parameter.DefaultValue;
        if (value is null)
            return parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null";
        return parameter.ParameterType.IsEnum ? TypeNames.Of(Enum.ToObject(parameter.ParameterType, value)) : TypeNames.Of(value);
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum || type.IsValueType)
            yield break;
        if (type.BaseType is { IsVisible: true } parent && parent != typeof(object))
            yield return parent;
        foreach (Type implemented in type.GetInterfaces().Where(i => i.IsVisible && i.Namespace?.StartsWith("System", StringComparison.Ordinal) != true).OrderBy(i => i.Name, StringComparer.Ordinal))
        {
            if (type.BaseType?.GetInterfaces().Contains(implemented) != true && !type.GetInterfaces().Any(other => other != implemented && other.GetInterfaces().Contains(implemented)))
                yield return implemented;
        }
    }
}

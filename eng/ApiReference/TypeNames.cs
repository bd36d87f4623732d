using System.Globalization;
using System.Reflection;

namespace EmotionKit.ApiReference;

/// <summary>Types and values as C# writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    /// <summary>A type's name without its namespace, with the type that it is nested in.</summary>
    public static string Heading(Type type) => type.IsNested ? $"{Heading(type.DeclaringType!)}.{Bare(type)}" : Bare(type);

    /// <summary>From one page of the reference to a type's heading.</summary>
    public static string Link(Type type) => $"{type.Namespace}.md#{string.Concat(Heading(type).ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c == ' ')).Replace(' ', '-')}";

    public static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    public static string Of(PropertyInfo property) => Of(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Of(FieldInfo field) => Of(field.FieldType, new NullabilityInfoContext().Create(field));

    public static string Of(Type type) => Of(type, null);

    public static string Of(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        char letter => $"'{letter}'",
        Enum constant => $"{constant.GetType().Name}.{constant}",
        float.NaN => "float.NaN",
        double.NaN => "double.NaN",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        string name = Name(type, nullability);
        bool isNullable = !type.IsValueType && !type.IsByRef && (nullability?.ReadState == NullabilityState.Nullable);
        return isNullable ? $"{name}?" : name;
    }

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, null);
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Of(value, null)}?";
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (!type.IsGenericType)
            return type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}.{type.Name}" : type.Name;
        Type[] arguments = type.GetGenericArguments();
        NullabilityInfo[]? ofArguments = nullability?.GenericTypeArguments.Length == arguments.Length ? nullability.GenericTypeArguments : null;
        string inner = string.Join(", ", arguments.Select((argument, i) => Of(argument, ofArguments?[i])));
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true ? $"({inner})" : $"{type.Name[..type.Name.IndexOf('`')]}<{inner}>";
    }

    private static string Bare(Type type)
    {
        int arity = type.Name.IndexOf('`');
        return arity < 0 ? type.Name : $"{type.Name[..arity]}<{string.Join(", ", type.GetGenericArguments().Select(argument => argument.Name))}>";
    }
}

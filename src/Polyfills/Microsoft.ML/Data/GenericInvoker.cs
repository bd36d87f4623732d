using System.Globalization;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Calls generic code with type arguments that are known at run time; for setting up, not for every row.</summary>
internal static class GenericInvoker
{
    private const BindingFlags AnyMethod = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Calls a static generic method; what it throws comes through as it is.</summary>
    public static object Static(Type owner, string method, Type[] typeArguments, params object[] arguments)
    {
        MethodInfo definition = owner.GetMethod(method, AnyMethod) ?? throw new MissingMethodException(owner.Name, method);
        return definition.MakeGenericMethod(typeArguments).Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
    }

    /// <summary>Creates an object of a generic type; what its constructor throws comes through as it is.</summary>
    public static object Create(Type definition, Type typeArgument, params object[] arguments) =>
        Activator.CreateInstance(
            definition.MakeGenericType(typeArgument),
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
            null,
            arguments,
            CultureInfo.InvariantCulture);
}

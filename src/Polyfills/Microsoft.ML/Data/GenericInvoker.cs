using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Data;

/// <summary>Calls generic methods with type arguments that are known at run time; for setting up, not for every row.</summary>
internal static class GenericInvoker
{
    private const BindingFlags AnyMethod = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static object Static(Type owner, string method, Type[] typeArguments, params object[] arguments) =>
        Call(owner, null, method, typeArguments, arguments);

    public static object Instance(object target, string method, Type[] typeArguments, params object[] arguments) =>
        Call(target.GetType(), target, method, typeArguments, arguments);

    private static object Call(Type owner, object target, string method, Type[] typeArguments, object[] arguments)
    {
        MethodInfo definition = owner.GetMethod(method, AnyMethod)
            ?? throw new MissingMethodException(owner.Name, method);
        try
        {
            return definition.MakeGenericMethod(typeArguments).Invoke(target, arguments);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }
}

using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Compiled access to a member.</summary>
internal static class MemberAccess
{
    public static Func<TRow, TMember> Getter<TRow, TMember>(MemberInfo member)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow), "row");
        return Expression.Lambda<Func<TRow, TMember>>(Expression.MakeMemberAccess(row, member), row).Compile();
    }

    /// <summary>Reads the member, or gives the default if it cannot be read.</summary>
    public static Func<TRow, TMember> GetterOrDefault<TRow, TMember>(MemberInfo member) =>
        member is PropertyInfo property && property.GetGetMethod() is null ? _ => default : Getter<TRow, TMember>(member);

    public static Action<TRow, TMember> Setter<TRow, TMember>(MemberInfo member)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow), "row");
        ParameterExpression value = Expression.Parameter(typeof(TMember), "value");
        return Expression.Lambda<Action<TRow, TMember>>(Expression.Assign(Expression.MakeMemberAccess(row, member), value), row, value).Compile();
    }
}

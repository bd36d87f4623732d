using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>The columns that the members of a type make.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>What a member has to be able to do to be a column.</summary>
    [Flags]
    public enum Direction
    {
        /// <summary>It can be read.</summary>
        Read = 1,

        /// <summary>It can be written.</summary>
        Write = 2,

        /// <summary>Either.</summary>
        Both = Read | Write,
    }

    /// <summary>The first column of a name, or null; setting it replaces that column or adds one.</summary>
    /// <param name="columnName">The name.</param>
    public Column this[string columnName]
    {
        get => Find(x => x.ColumnName == columnName);
        set
        {
            Contracts.CheckValue(value, nameof(value));
            Contracts.CheckParam(value.ColumnName == columnName, nameof(columnName), $"The column name is specified as '{value.ColumnName}' but must match the selector '{columnName}'.");
            int index = FindIndex(x => x.ColumnName == columnName);
            if (index >= 0)
            {
                this[index] = value;
            }
            else
            {
                Add(value);
            }
        }
    }

    /// <summary>Makes columns of the public fields and properties of a type, as its attributes say.</summary>
    /// <param name="userType">The type.</param>
    /// <param name="direction">What properties must be able to do.</param>
    /// <returns>The columns.</returns>
    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        Contracts.CheckValue(userType, nameof(userType));
        var definition = new SchemaDefinition();
        var names = new HashSet<string>();
        foreach (MemberInfo member in ObjectMember.CandidatesOf(userType, direction))
        {
            string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            Contracts.CheckParam(names.Add(name), nameof(userType), $"Duplicate column name '{name}' detected, this is disallowed");
            definition.Add(new Column(member.Name, ObjectMember.ColumnTypeOf(member), name));
        }

        return definition;
    }
}

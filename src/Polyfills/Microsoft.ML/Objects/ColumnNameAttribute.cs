namespace Microsoft.ML.Data;

/// <summary>Gives the column of a member another name.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class ColumnNameAttribute : Attribute
{
    /// <summary>Names the column.</summary>
    /// <param name="name">The name.</param>
    public ColumnNameAttribute(string name)
    {
        Name = name;
    }

    internal string Name { get; }
}

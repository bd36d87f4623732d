using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A field or property that is a column.</summary>
internal sealed class ObjectMember
{
    private ObjectMember(MemberInfo info, string columnName, DataViewType columnType, DataViewSchema.Annotations annotations)
    {
        Info = info;
        ColumnName = columnName;
        ColumnType = columnType;
        Annotations = annotations;
    }

    public MemberInfo Info { get; }

    public Type Type => TypeOf(Info);

    public string ColumnName { get; }

    public DataViewType ColumnType { get; }

    public DataViewSchema.Annotations Annotations { get; }

    /// <summary>The members of a type, as a definition or, if that is null, as their attributes say.</summary>
    public static ObjectMember[] Of(Type userType, SchemaDefinition definition, SchemaDefinition.Direction direction)
    {
        SchemaDefinition columns = definition ?? SchemaDefinition.Create(userType, direction);
        var members = new ObjectMember[columns.Count];
        for (int i = 0; i < members.Length; i++)
        {
            SchemaDefinition.Column column = columns[i];
            MemberInfo info = (MemberInfo)userType.GetField(column.MemberName) ?? userType.GetProperty(column.MemberName)
                ?? throw Contracts.ExceptParam(nameof(definition), $"No field or property with name '{column.MemberName}' found in type '{userType}'.");
            DataViewType type = column.ColumnType ?? ColumnTypeOf(info);
            CheckColumnType(info, type);
            members[i] = new ObjectMember(info, column.ColumnName ?? column.MemberName, type, column.Annotations);
        }

        return members;
    }

    /// <summary>The columns of a type, with the annotations of a schema, each column of which the type must have.</summary>
    public static SchemaDefinition DefinitionOf(Type userType, DataViewSchema schema)
    {
        SchemaDefinition definition = SchemaDefinition.Create(userType, SchemaDefinition.Direction.Read);
        foreach (DataViewSchema.Column column in schema)
        {
            SchemaDefinition.Column own = definition.Find(c => c.ColumnName == column.Name)
                ?? throw Contracts.Except($"Type should contain a member named {column.Name}");
            own.AddAnnotations(column.Annotations);
        }

        return definition;
    }

    public static DataViewSchema SchemaOf(ObjectMember[] members)
    {
        var builder = new DataViewSchema.Builder();
        foreach (ObjectMember member in members)
        {
            builder.AddColumn(member.ColumnName, member.ColumnType, member.Annotations);
        }

        return builder.ToSchema();
    }

    public static IEnumerable<MemberInfo> CandidatesOf(Type userType, SchemaDefinition.Direction direction)
    {
        bool read = direction.HasFlag(SchemaDefinition.Direction.Read);
        bool write = direction.HasFlag(SchemaDefinition.Direction.Write);
        IEnumerable<MemberInfo> fields = userType.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(f => !f.IsLiteral);
        IEnumerable<MemberInfo> properties = userType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0)
            .Where(p => (read && p.GetGetMethod() is not null) || (write && p.GetSetMethod() is not null));
        return fields.Concat(properties).Where(m => m.GetCustomAttribute<NoColumnAttribute>() is null);
    }

    public static DataViewType ColumnTypeOf(MemberInfo member)
    {
        Type itemType = ItemTypeOf(TypeOf(member), out bool isVector);
        PrimitiveDataViewType type = DataViewTypes.PrimitiveOf(itemType)
            ?? throw Contracts.ExceptParam("userType", $"Could not determine an IDataView type and registered custom types for member {member.Name}: '{itemType}'.");
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            Contracts.CheckParam(KeyDataViewType.IsValidDataType(itemType), "userType", $"Member {member.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
            type = new KeyDataViewType(itemType, key.Count ?? MaxValueOf(itemType));
        }

        VectorTypeAttribute vector = member.GetCustomAttribute<VectorTypeAttribute>();
        Contracts.CheckParam(vector is null || isVector, "userType", $"Member {member.Name} marked with {nameof(VectorTypeAttribute)}, but does not appear to be a vector type");
        if (!isVector)
        {
            return type;
        }

        return vector?.Dimensions is { Length: > 0 } dimensions
            ? new VectorDataViewType(type, dimensions)
            : new VectorDataViewType(type);
    }

    public static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>The type of the items, if the type stands for a vector, or the type itself.</summary>
    public static Type ItemTypeOf(Type type, out bool isVector)
    {
        isVector = type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>));
        if (!isVector)
        {
            return type;
        }

        return type.IsArray ? type.GetElementType() : type.GetGenericArguments()[0];
    }

    /// <summary>Whether values of a column can be held by the member.</summary>
    public static bool Fits(Type memberType, DataViewType columnType)
    {
        Type item = ItemTypeOf(memberType, out bool isVector);
        Type represented = item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item;
        return isVector == columnType is VectorDataViewType && represented == DataViewTypes.ItemTypeOf(columnType).RawType;
    }

    private static void CheckColumnType(MemberInfo member, DataViewType type)
    {
        if (!Fits(TypeOf(member), type))
        {
            throw Contracts.ExceptParam("userSchemaDefinition", $"Column type '{type}' of member '{member.Name}' does not fit its type '{TypeOf(member)}'.");
        }
    }

    private static ulong MaxValueOf(Type type)
    {
        if (type == typeof(byte))
        {
            return byte.MaxValue;
        }

        if (type == typeof(ushort))
        {
            return ushort.MaxValue;
        }

        return type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
    }
}

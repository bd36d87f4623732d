namespace Microsoft.ML.Data;

/// <summary>Writes the columns of rows into the members of objects.</summary>
internal sealed class ObjectFiller<TRow>
    where TRow : class
{
    private readonly (ObjectMember Member, DataViewSchema.Column Column)[] _pairs;

    public ObjectFiller(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        var pairs = new List<(ObjectMember, DataViewSchema.Column)>();
        foreach (ObjectMember member in ObjectMember.Of(typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            DataViewSchema.Column? column = schema.GetColumnOrNull(member.ColumnName);
            if (column is null)
            {
                if (ignoreMissingColumns)
                {
                    continue;
                }

                throw Contracts.ExceptSchemaMismatch("schema", "input", member.ColumnName);
            }

            Contracts.Check(
                ObjectMember.Fits(member.Type, column.Value.Type),
                $"Can't bind the IDataView column '{member.ColumnName}' of type '{column.Value.Type}' to field or property '{member.Info.Name}' of type '{member.Type}'.");
            pairs.Add((member, column.Value));
        }

        _pairs = [.. pairs];
    }

    public IEnumerable<DataViewSchema.Column> Columns => _pairs.Select(p => p.Column);

    /// <summary>Makes the action that writes the present values of a row into an object.</summary>
    public Action<TRow> Bind(DataViewRow row)
    {
        Action<TRow>[] actions = Array.ConvertAll(_pairs, p => MemberWriter<TRow>.Create(p.Member, row, p.Column));
        return target =>
        {
            foreach (Action<TRow> action in actions)
            {
                action(target);
            }
        };
    }
}

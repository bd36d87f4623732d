namespace Microsoft.ML;

/// <summary>The names of a column and of what is made of it.</summary>
public sealed class InputOutputColumnPair
{
    /// <summary>Names both.</summary>
    /// <param name="outputColumnName">The column to make.</param>
    /// <param name="inputColumnName">The column to make it of, or null for one of the same name.</param>
    public InputOutputColumnPair(string outputColumnName, string inputColumnName = null)
    {
        Contracts.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        InputColumnName = inputColumnName ?? outputColumnName;
        OutputColumnName = outputColumnName;
    }

    /// <summary>The column to make it of.</summary>
    public string InputColumnName { get; }

    /// <summary>The column to make.</summary>
    public string OutputColumnName { get; }

    internal static InputOutputColumnPair[] LoadAll(BinaryReader reader)
    {
        int count = ValueCodec.ReadCount(reader);
        var pairs = new List<InputOutputColumnPair>();
        for (int i = 0; i < count; i++)
        {
            pairs.Add(new InputOutputColumnPair(reader.ReadString(), reader.ReadString()));
        }

        return [.. pairs];
    }

    internal static void SaveAll(BinaryWriter writer, InputOutputColumnPair[] pairs)
    {
        writer.Write(pairs.Length);
        foreach (InputOutputColumnPair pair in pairs)
        {
            pair.Save(writer);
        }
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(OutputColumnName);
        writer.Write(InputColumnName);
    }

    /// <summary>What a shape says of the input column.</summary>
    internal SchemaShape.Column FindInput(SchemaShape shape) =>
        shape.TryFindColumn(InputColumnName, out SchemaShape.Column column)
            ? column
            : throw Contracts.ExceptSchemaMismatch("inputSchema", "input", InputColumnName);
}

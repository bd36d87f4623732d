using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>The model file of the polyfill: the schema of the input and the components, each after its signature. The real library's format is another.</summary>
internal static class ModelFile
{
    private const string ChainSignature = "Chain";

    // Chains hold chains; a damaged or hostile file must not exhaust the stack with them.
    private const int MaxDepth = 64;

    private static readonly byte[] Magic = "EKPOLYML1"u8.ToArray();

    private static readonly Dictionary<string, Func<BinaryReader, ITransformer>> Loaders = new()
    {
        [ColumnConcatenatingTransformer.LoaderSignature] = ColumnConcatenatingTransformer.Load,
        [ColumnCopyingTransformer.LoaderSignature] = ColumnCopyingTransformer.Load,
        [ColumnSelectingTransformer.LoaderSignature] = ColumnSelectingTransformer.Load,
        [KeyToValueMappingTransformer.LoaderSignature] = KeyToValueMappingTransformer.Load,
        [ValueToKeyMappingTransformer.LoaderSignature] = ValueToKeyMappingTransformer.Load,
    };

    public static void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        // Written as a whole or not at all, as a component may fail to write itself.
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(inputSchema is not null);
        if (inputSchema is not null)
        {
            SchemaCodec.Write(writer, inputSchema);
        }

        WriteComponent(writer, model ?? new TransformerChain<ITransformer>());
        writer.Flush();
        buffer.WriteTo(stream);
    }

    public static ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
        {
            throw Contracts.ExceptDecode("This is not a model file of the Microsoft.ML stand-in. Models that the real library saved can be loaded only by it.");
        }

        try
        {
            inputSchema = reader.ReadBoolean() ? SchemaCodec.Read(reader) : null;
            return ReadComponent(reader, depth: 0);
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or InvalidCastException or InvalidOperationException or IndexOutOfRangeException or OverflowException)
        {
            throw new FormatException($"The model file is damaged: {e.Message}", e);
        }
    }

    public static void SaveChain(ModelSaveContext context, ITransformerChainAccessor chain)
    {
        BinaryWriter writer = context.Begin(ChainSignature);
        writer.Write(chain.Transformers.Length);
        for (int i = 0; i < chain.Transformers.Length; i++)
        {
            writer.Write((int)chain.Scopes[i]);
            WriteComponent(writer, chain.Transformers[i]);
        }
    }

    private static TransformerChain<ITransformer> LoadChain(BinaryReader reader, int depth)
    {
        int count = ValueCodec.ReadCount(reader);
        var transformers = new List<ITransformer>();
        var scopes = new List<TransformerScope>();
        for (int i = 0; i < count; i++)
        {
            scopes.Add((TransformerScope)reader.ReadInt32());
            transformers.Add(ReadComponent(reader, depth + 1));
        }

        return new TransformerChain<ITransformer>(transformers, scopes);
    }

    private static void WriteComponent(BinaryWriter writer, ITransformer transformer)
    {
        using var buffer = new MemoryStream();
        using (var context = new ModelSaveContext(buffer))
        {
            transformer.Save(context);
            Contracts.Check(context.Signature is not null, $"ModelSignature not specified! {transformer.GetType().Name} wrote nothing of itself.");
        }

        writer.Flush();
        buffer.WriteTo(writer.BaseStream);
    }

    private static ITransformer ReadComponent(BinaryReader reader, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Contracts.ExceptDecode($"The model file is damaged: its chains are nested more than {MaxDepth} deep.");
        }

        string signature = reader.ReadString();
        if (signature == ChainSignature)
        {
            return LoadChain(reader, depth);
        }

        return Loaders.TryGetValue(signature, out Func<BinaryReader, ITransformer> load)
            ? load(reader)
            : throw Contracts.ExceptDecode($"The model file is damaged: there is no component '{signature}'.");
    }
}

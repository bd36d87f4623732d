using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The model file of the polyfill: the schema of the input and the components, each after its signature. The real library's format is another.</summary>
internal static class ModelFile
{
    private const string ChainSignature = "Chain";

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

    private static void WriteComponent(BinaryWriter writer, ITransformer transformer)
    {
        using var buffer = new MemoryStream();
        using var context = new ModelSaveContext(buffer);
        transformer.Save(context);
        Contracts.Check(context.Signature is not null, $"ModelSignature not specified! {transformer.GetType().Name} wrote nothing of itself.");
        writer.Flush();
        buffer.WriteTo(writer.BaseStream);
    }
}

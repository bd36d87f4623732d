using EmotionKit.Onnx.Schema;
using Google.Protobuf;

namespace EmotionKit.Onnx;

/// <summary>Changes what a finished model says of itself.</summary>
internal static class OnnxModelEditor
{
    /// <summary>The model with entries of its metadata replaced or added.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="metadata">Keys and values.</param>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static byte[] WithMetadata(byte[] model, IReadOnlyDictionary<string, string> metadata)
    {
        ModelProto proto;
        try
        {
            proto = ModelProto.Parser.ParseFrom(model);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException($"The {model.Length} bytes are no ONNX model: {e.Message}", e);
        }
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (StringStringEntryProto entry in proto.MetadataProps)
            all[entry.Key] = entry.Value;
        foreach ((string key, string value) in metadata)
            all[key] = value;
        proto.MetadataProps.Clear();
        foreach ((string key, string value) in all)
            proto.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return proto.ToByteArray();
    }
}

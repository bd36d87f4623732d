using EmotionKit.Onnx.Schema;
using Google.Protobuf;
using Kind = EmotionKit.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace EmotionKit.Onnx;

/// <summary>A named setting of an operator.</summary>
internal readonly struct OnnxAttribute
{
    private OnnxAttribute(AttributeProto proto) => Proto = proto;

    internal AttributeProto Proto { get; }

    public static OnnxAttribute Int(string name, long value) => new(new AttributeProto { Name = name, Type = Kind.Int, I = value });

    public static OnnxAttribute Float(string name, float value) => new(new AttributeProto { Name = name, Type = Kind.Float, F = value });

    public static OnnxAttribute Text(string name, string value) =>
        new(new AttributeProto { Name = name, Type = Kind.String, S = ByteString.CopyFromUtf8(value) });

    public static OnnxAttribute Ints(string name, params ReadOnlySpan<long> values)
    {
        var proto = new AttributeProto { Name = name, Type = Kind.Ints };
        foreach (long value in values)
            proto.Ints.Add(value);
        return new OnnxAttribute(proto);
    }

    public static OnnxAttribute Floats(string name, params ReadOnlySpan<float> values)
    {
        var proto = new AttributeProto { Name = name, Type = Kind.Floats };
        foreach (float value in values)
            proto.Floats.Add(value);
        return new OnnxAttribute(proto);
    }

    public static OnnxAttribute Texts(string name, IEnumerable<string> values)
    {
        var proto = new AttributeProto { Name = name, Type = Kind.Strings };
        foreach (string value in values)
            proto.Strings.Add(ByteString.CopyFromUtf8(value));
        return new OnnxAttribute(proto);
    }
}

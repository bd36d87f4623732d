using System.Runtime.InteropServices;

namespace EmotionKit.Tests.Onnx;

/// <summary>Makes small ONNX models (onnx.proto3, opset 17) for tests.</summary>
internal sealed class TestModel
{
    public const int Float = 1, Int32 = 6, Int64 = 7, String = 8, Bool = 9, Float16 = 10, Double = 11;

    private readonly ProtoWriter _graph = new ProtoWriter().Text(2, "test");
    private readonly ProtoWriter _metadata = new();
    private bool _usesML;

    /// <param name="name">Of the tensor.</param>
    /// <param name="type">Of its values.</param>
    /// <param name="sizes">An int is a fixed dimension, a string the name of a free one; an empty string leaves it without a name.</param>
    public TestModel Input(string name, int type, params object[] sizes) => Value(11, name, TensorType(type, sizes));

    /// <inheritdoc cref="Input"/>
    public TestModel Output(string name, int type, params object[] sizes) => Value(12, name, TensorType(type, sizes));

    /// <summary>An output that is a sequence of tensors, as converters make of classifiers' dictionaries.</summary>
    public TestModel SequenceOutput(string name, int type) =>
        Value(12, name, new ProtoWriter().Message(4, new ProtoWriter().Message(1, TensorType(type, []))));

    /// <summary>An output that is a dictionary from class to probability for each row, as skl2onnx writes it unless told otherwise.</summary>
    public TestModel DictionariesOutput(string name)
    {
        ProtoWriter map = new ProtoWriter().Message(5, new ProtoWriter().Int(1, String).Message(2, TensorType(Float, [])));
        return Value(12, name, new ProtoWriter().Message(4, new ProtoWriter().Message(1, map)));
    }

    /// <summary>An operator of <c>ai.onnx.ml</c>.</summary>
    public TestModel MLNode(string operation, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        _usesML = true;
        return Add(new ProtoWriter().Text(7, "ai.onnx.ml"), operation, inputs, outputs, attributes);
    }

    public TestModel Node(string operation, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        Add(new ProtoWriter(), operation, inputs, outputs, attributes);

    private TestModel Add(ProtoWriter node, string operation, string[] inputs, string[] outputs, (string Name, object Value)[] attributes)
    {
        foreach (string input in inputs)
            node.Text(1, input);
        foreach (string output in outputs)
            node.Text(2, output);
        node.Text(4, operation);
        foreach ((string name, object value) in attributes)
            node.Message(5, Attribute(name, value));
        _graph.Message(1, node);
        return this;
    }

    public TestModel Constant(string name, float[] values, params int[] sizes) =>
        Initializer(name, Float, MemoryMarshal.AsBytes<float>(values), sizes);

    public TestModel Constant(string name, long[] values, params int[] sizes) =>
        Initializer(name, Int64, MemoryMarshal.AsBytes<long>(values), sizes);

    public TestModel Metadata(string key, string value)
    {
        _metadata.Message(14, new ProtoWriter().Text(1, key).Text(2, value));
        return this;
    }

    public byte[] ToBytes()
    {
        ProtoWriter model = new ProtoWriter().Int(1, 8).Text(2, "EmotionKit.Tests").Message(7, _graph)
            .Message(8, new ProtoWriter().Text(1, "").Int(2, 17));
        if (_usesML)
            model.Message(8, new ProtoWriter().Text(1, "ai.onnx.ml").Int(2, 3));
        return [.. model.ToArray(), .. _metadata.ToArray()];
    }

    private static ProtoWriter TensorType(int type, object[] sizes)
    {
        var shape = new ProtoWriter();
        foreach (object size in sizes)
        {
            shape.Message(1, size switch
            {
                int value => new ProtoWriter().Int(1, value),
                "" => new ProtoWriter(),
                var name => new ProtoWriter().Text(2, (string)name),
            });
        }
        return new ProtoWriter().Message(1, new ProtoWriter().Int(1, type).Message(2, shape));
    }

    private static ProtoWriter Attribute(string name, object value)
    {
        ProtoWriter attribute = new ProtoWriter().Text(1, name);
        switch (value)
        {
            case long number:
                return attribute.Int(3, number).Int(20, 2);
            case float number:
                return attribute.Float(2, number).Int(20, 1);
            case string text:
                return attribute.Text(4, text).Int(20, 3);
            case float[] numbers:
                foreach (float number in numbers)
                    attribute.Float(7, number);
                return attribute.Int(20, 6);
            case string[] texts:
                foreach (string text in texts)
                    attribute.Text(9, text);
                return attribute.Int(20, 8);
            case long[] numbers:
                foreach (long number in numbers)
                    attribute.Int(8, number);
                return attribute.Int(20, 7);
            default:
                throw new ArgumentException($"no attribute of {value.GetType()}");
        }
    }

    private TestModel Value(int field, string name, ProtoWriter type)
    {
        _graph.Message(field, new ProtoWriter().Text(1, name).Message(2, type));
        return this;
    }

    private TestModel Initializer(string name, int type, ReadOnlySpan<byte> values, int[] sizes)
    {
        var tensor = new ProtoWriter();
        foreach (int size in sizes)
            tensor.Int(1, size);
        _graph.Message(5, tensor.Int(2, type).Text(8, name).Bytes(9, values));
        return this;
    }
}

using System.Runtime.InteropServices;
using EmotionKit.Onnx.Schema;
using Google.Protobuf;

namespace EmotionKit.Onnx;

/// <summary>Builds an ONNX model: inputs, constants, operators in the order they compute, outputs, metadata. Values are known by name.</summary>
/// <remarks>IR version 8, opset 17 of the standard operators (the first with LayerNormalization) and 3 of <c>ai.onnx.ml</c>: what ONNX 1.12
/// and ONNX Runtime 1.12 and later read. The same calls give the same bytes.</remarks>
internal sealed class OnnxGraphWriter
{
    /// <summary>The operator set of trees, scalers and the like.</summary>
    public const string MLDomain = "ai.onnx.ml";

    private const int IrVersion = 8;
    private const int Opset = 17;
    private const int MLOpset = 3;

    private readonly GraphProto _graph;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private bool _usesML;

    /// <param name="name">What the graph is called.</param>
    public OnnxGraphWriter(string name) => _graph = new GraphProto { Name = Check.NotEmpty(name) };

    /// <summary>What the model is, in words.</summary>
    public string Description { get; init; } = "";

    /// <summary>Adds an input of Single.</summary>
    /// <returns>Its name, for operators.</returns>
    public string Input(string name, params ReadOnlySpan<OnnxDimension> shape) => Input(name, TensorProto.Types.DataType.Float, shape);

    /// <summary>Adds an input of any type.</summary>
    /// <returns>Its name, for operators.</returns>
    public string Input(string name, TensorProto.Types.DataType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        _graph.Input.Add(Value(Reserve(name), type, shape));
        return name;
    }

    /// <summary>Makes a value an output of Single, under a name of its own.</summary>
    public void Output(string name, string value, params ReadOnlySpan<OnnxDimension> shape) =>
        AddOutput(name, value, TensorProto.Types.DataType.Float, shape);

    /// <summary>As <see cref="Output"/>, of Int64.</summary>
    public void OutputInt64(string name, string value, params ReadOnlySpan<OnnxDimension> shape) =>
        AddOutput(name, value, TensorProto.Types.DataType.Int64, shape);

    /// <summary>A constant tensor.</summary>
    /// <param name="hint">What its name begins with.</param>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">Sizes whose product is the number of values; none for a scalar.</param>
    public string Constant(string hint, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Add(hint, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), values.Length, shape);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public string ConstantInt64(string hint, ReadOnlySpan<long> values, params ReadOnlySpan<long> shape) =>
        Add(hint, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), values.Length, shape);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public string ConstantDouble(string hint, ReadOnlySpan<double> values, params ReadOnlySpan<long> shape) =>
        Add(hint, TensorProto.Types.DataType.Double, MemoryMarshal.AsBytes(values), values.Length, shape);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public string ConstantTexts(string hint, IReadOnlyList<string> values, params ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = Fresh(hint), DataType = (int)TensorProto.Types.DataType.String };
        foreach (string value in values)
            tensor.StringData.Add(ByteString.CopyFromUtf8(value));
        return Add(tensor, values.Count, hint, shape);
    }

    /// <summary>A constant of one value, made once however often it is asked for.</summary>
    public string Scalar(float value) =>
        Once($"f{BitConverter.SingleToInt32Bits(value)}", () => Constant("scalar", [value]));

    /// <inheritdoc cref="Scalar(float)"/>
    public string ScalarInt64(long value) => Once($"i{value}", () => ConstantInt64("scalar", [value]));

    /// <summary>A constant vector of whole numbers, such as axes or a shape, made once however often it is asked for.</summary>
    public string Integers(params long[] values) =>
        Once($"v{string.Join(',', values)}", () => ConstantInt64("integers", values, values.Length));

    /// <summary>Adds an operator with one output.</summary>
    /// <param name="type">The operator, such as "Gemm".</param>
    /// <param name="inputs">Names of values; empty for an optional input that is left out.</param>
    /// <param name="attributes">Its settings.</param>
    /// <returns>The output's name.</returns>
    public string Node(string type, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node(type, inputs, [true], "", attributes)[0];

    /// <summary>Adds an operator of <see cref="MLDomain"/> with one output.</summary>
    public string MLNode(string type, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node(type, inputs, [true], MLDomain, attributes)[0];

    /// <summary>Adds an operator with several outputs.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="inputs">Names of values; empty for an optional input that is left out.</param>
    /// <param name="outputs">For each output whether it is wanted.</param>
    /// <param name="domain">"" or <see cref="MLDomain"/>.</param>
    /// <param name="attributes">Its settings.</param>
    /// <returns>The outputs' names, empty for those not wanted.</returns>
    public string[] Node(
        string type, ReadOnlySpan<string> inputs, ReadOnlySpan<bool> outputs, string domain, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new NodeProto { OpType = type, Name = Fresh(type) };
        if (domain.Length > 0)
            node.Domain = domain;
        _usesML |= domain == MLDomain;
        foreach (string input in inputs)
            node.Input.Add(input.Length == 0 || _names.ContainsKey(input) ? input : throw Unknown(type, input));
        var names = new string[outputs.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = !outputs[i] ? "" : i == 0 ? node.Name : Fresh(node.Name);
            node.Output.Add(names[i]);
        }
        foreach (OnnxAttribute attribute in attributes)
            node.Attribute.Add(attribute.Proto);
        _graph.Node.Add(node);
        return names;
    }

    /// <summary>Adds text that travels with the model.</summary>
    public void Metadata(string key, string value) => _metadata[Check.NotEmpty(key)] = value;

    /// <summary>The model as the bytes of an .onnx file.</summary>
    public byte[] ToBytes()
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "EmotionKit",
            ProducerVersion = typeof(OnnxGraphWriter).Assembly.GetName().Version?.ToString(3) ?? "",
            Graph = _graph,
        };
        if (Description.Length > 0)
            model.DocString = Description;
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        if (_usesML)
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = MLDomain, Version = MLOpset });
        foreach ((string key, string value) in _metadata)
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model.ToByteArray();
    }

    private static ArgumentException Unknown(string type, string input) =>
        new($"{type}: '{input}' is not a value of the graph: operators are added in the order they compute.");

    private static ValueInfoProto Value(string name, TensorProto.Types.DataType type, ReadOnlySpan<OnnxDimension> shape)
    {
        var sides = new TensorShapeProto();
        foreach (OnnxDimension side in shape)
        {
            sides.Dim.Add(side.Symbol is { } symbol
                ? new TensorShapeProto.Types.Dimension { DimParam = symbol }
                : new TensorShapeProto.Types.Dimension { DimValue = side.Size });
        }
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = sides } },
        };
    }

    private void AddOutput(string name, string value, TensorProto.Types.DataType type, ReadOnlySpan<OnnxDimension> shape)
    {
        if (!_names.ContainsKey(value))
            throw Unknown("Identity", value);
        _graph.Output.Add(Value(Reserve(name), type, shape));
        var identity = new NodeProto { OpType = "Identity", Name = Fresh("Identity") };
        identity.Input.Add(value);
        identity.Output.Add(name);
        _graph.Node.Add(identity);
    }

    private string Add(string hint, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, int count, ReadOnlySpan<long> shape) =>
        Add(new TensorProto { Name = Fresh(hint), DataType = (int)type, RawData = LittleEndian(bytes, bytes.Length / Math.Max(1, count)) }, count, hint, shape);

    private string Add(TensorProto tensor, int count, string hint, ReadOnlySpan<long> shape)
    {
        long size = 1;
        foreach (long side in shape)
            size *= side;
        Check.Length(count, checked((int)size), hint);
        foreach (long side in shape)
            tensor.Dims.Add(side);
        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static ByteString LittleEndian(ReadOnlySpan<byte> bytes, int width)
    {
        if (BitConverter.IsLittleEndian)
            return ByteString.CopyFrom(bytes);
        byte[] swapped = bytes.ToArray();
        for (int i = 0; i < swapped.Length; i += width)
            swapped.AsSpan(i, width).Reverse();
        return UnsafeByteOperations.UnsafeWrap(swapped);
    }

    private string Once(string key, Func<string> make)
    {
        if (!_constants.TryGetValue(key, out string? name))
            _constants.Add(key, name = make());
        return name;
    }

    private string Reserve(string name) =>
        _names.TryAdd(Check.NotEmpty(name), 0) ? name : throw new ArgumentException($"The graph has a value '{name}' already.", nameof(name));

    /// <summary>A name that no value or operator has yet; the slash keeps it apart from those that callers give.</summary>
    private string Fresh(string hint)
    {
        hint = hint.StartsWith('/') ? hint : $"/{hint}";
        if (_names.TryAdd(hint, 0))
            return hint;
        string name;
        do
            name = $"{hint}_{++_names[hint]}";
        while (!_names.TryAdd(name, 0));
        return name;
    }
}

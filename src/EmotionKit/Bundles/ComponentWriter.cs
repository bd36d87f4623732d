using System.Text.Json;
using EmotionKit.Numerics;
using Microsoft.ML;

namespace EmotionKit.Bundles;

/// <summary>Takes what a component writes into a bundle: its columns, its options, and what it learned.</summary>
internal sealed class ComponentWriter(ModelOperationsCatalog model)
{
    private readonly SortedDictionary<string, string> _columns = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, byte[]> _entries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, double> _numbers = new(StringComparer.Ordinal);
    private JsonElement? _options;

    public IReadOnlyDictionary<string, string> Columns => _columns;

    public JsonElement? OptionsElement => _options;

    public IReadOnlyDictionary<string, double>? Numbers => _numbers.Count == 0 ? null : _numbers;

    public IReadOnlyDictionary<string, byte[]> Entries => _entries;

    /// <summary>Names a column that the component reads or writes, such as "output" or "input".</summary>
    public void Column(string role, string name) => _columns.Add(role, name);

    /// <summary>A setting beside the options.</summary>
    public void Number(string name, double value) => _numbers.Add(name, value);

    /// <summary>The options record, as what it is and not only as what it is known as here.</summary>
    public void Options<T>(T options) => _options = JsonSerializer.SerializeToElement(options, options!.GetType(), OptionsJson.Settings);

    /// <summary>Adds an entry of the component's own.</summary>
    /// <param name="name">Letters, digits, '.', '-' and '_'.</param>
    /// <param name="write">Writes its bytes; the same for the same state, always.</param>
    public void Entry(string name, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        _entries.Add(name, stream.ToArray());
    }

    /// <summary>Adds an entry of the component's own.</summary>
    public void Entry(string name, ReadOnlySpan<byte> bytes) => _entries.Add(name, bytes.ToArray());

    /// <summary>Adds a whole model as an entry, a bundle within the bundle.</summary>
    /// <param name="name">Letters, digits, '.', '-' and '_'.</param>
    /// <param name="transformer">The model.</param>
    /// <param name="inputSchema">The columns that it reads.</param>
    public void Model(string name, ITransformer transformer, DataViewSchema inputSchema) =>
        Entry(name, stream => BundleWriter.Write(BundleWriter.Collect(model, transformer, inputSchema), stream));

    /// <summary>Adds an array as a NumPy file.</summary>
    /// <param name="name">Ending with ".npy".</param>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">The sizes whose product is the number of values.</param>
    public void Array(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, values, shape);
        _entries.Add(name, stream.ToArray());
    }

    /// <inheritdoc cref="Array(string, ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public void Array(string name, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape)
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, values, shape);
        _entries.Add(name, stream.ToArray());
    }
}

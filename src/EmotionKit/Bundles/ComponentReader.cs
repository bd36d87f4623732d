using EmotionKit.Numerics;
using Microsoft.ML;

namespace EmotionKit.Bundles;

/// <summary>Gives a component back what it wrote with a <see cref="ComponentWriter"/>. Whatever does not fit is a
/// <see cref="BundleFormatException"/>.</summary>
/// <param name="model">The catalog that the bundle is loaded from.</param>
/// <param name="component">What the manifest says.</param>
/// <param name="entries">The component's entries, by their own names.</param>
/// <param name="depth">Bundles that this one is inside of.</param>
internal sealed class ComponentReader(
    ModelOperationsCatalog model, BundleComponent component, IReadOnlyDictionary<string, byte[]> entries, int depth = 0)
{
    /// <summary>The catalog that the bundle is loaded from.</summary>
    public ModelOperationsCatalog Model => model;

    public string Column(string role) =>
        component.Columns.TryGetValue(role, out string? name) && !string.IsNullOrEmpty(name)
            ? name
            : throw Damaged($"has no column for the role '{role}'");

    /// <summary>The column of a role that need not be there.</summary>
    public string? OptionalColumn(string role) => component.Columns.GetValueOrDefault(role);

    /// <summary>A whole number that need not be there.</summary>
    public int? OptionalNumber(string name)
    {
        if (component.Numbers is null || !component.Numbers.TryGetValue(name, out double value))
            return null;
        return value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue
            ? (int)value
            : throw Damaged($"has the number {value} as '{name}', where a whole one is expected");
    }

    public T Options<T>()
    {
        if (component.Options is not { } options)
            throw Damaged("has no options");
        try
        {
            return OptionsJson.Read<T>(options);
        }
        catch (ArgumentException e)
        {
            throw Damaged($"cannot be made: {e.Message}", e);
        }
    }

    public bool HasEntry(string name) => entries.ContainsKey(name);

    public byte[] Entry(string name) =>
        entries.TryGetValue(name, out byte[]? bytes) ? bytes : throw Damaged($"has no entry '{name}'");

    /// <summary>Reads a model that <see cref="ComponentWriter.Model"/> wrote.</summary>
    public ITransformer ReadModel(string name, out DataViewSchema inputSchema) =>
        BundleReader.Load(model, new MemoryStream(Entry(name), writable: false), out inputSchema, depth + 1);

    /// <summary>Reads an array.</summary>
    /// <param name="name">The name that it was written under.</param>
    /// <param name="shape">The shape expected, -1 for any size.</param>
    public NpyArray Array(string name, params ReadOnlySpan<int> shape)
    {
        NpyArray array;
        try
        {
            array = Npy.Read(new MemoryStream(Entry(name), writable: false));
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or ArgumentException or NotSupportedException or IOException)
        {
            throw Damaged($"entry '{name}': {e.Message}", e);
        }
        bool fits = array.Shape.Count == shape.Length;
        for (int i = 0; fits && i < shape.Length; i++)
            fits = shape[i] < 0 || shape[i] == array.Shape[i];
        return fits
            ? array
            : throw Damaged($"entry '{name}': expected shape [{string.Join(", ", shape.ToArray())}], got [{string.Join(", ", array.Shape)}]");
    }

    public BundleFormatException Damaged(string what, Exception? inner = null) =>
        new($"Component {component.Name} {what}: the bundle is damaged, or was not written by EmotionKit.", inner);
}

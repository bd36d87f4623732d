using System.Text;

namespace Microsoft.ML;

/// <summary>A place in a model file to which a component is written. Only ML.NET's own components can write to it.</summary>
public sealed class ModelSaveContext : IDisposable
{
    private readonly BinaryWriter _writer;

    internal ModelSaveContext(Stream stream)
    {
        _writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>The signature that the component wrote, or null if it wrote nothing.</summary>
    internal string Signature { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>Starts a component: its signature says how to load it.</summary>
    internal BinaryWriter Begin(string signature)
    {
        Signature = signature;
        _writer.Write(signature);
        return _writer;
    }
}

using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>Where a model comes from: a file, or bytes.</summary>
internal sealed class OnnxModelSource
{
    private readonly string? _path;
    private readonly byte[]? _bytes;
    private readonly byte[] _hash;

    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public OnnxModelSource(OnnxScoringOptions options)
    {
        _bytes = options.Model;
        if (_bytes is not null)
        {
            _hash = SHA256.HashData(_bytes);
            Name = $"the model of {_bytes.Length} bytes";
            return;
        }
        _path = Path.GetFullPath(options.ModelPath!);
        Name = $"'{options.ModelPath}'";
        _hash = HashFile();
    }

    /// <summary>For messages.</summary>
    public string Name { get; }

    public InferenceSession Open(SessionOptions options) =>
        _bytes is null ? new InferenceSession(_path, options) : new InferenceSession(_bytes, options);

    /// <exception cref="FileNotFoundException">The file does not exist any more.</exception>
    /// <exception cref="InvalidOperationException">The file is not what it was when the source was made.</exception>
    public void RequireUnchanged()
    {
        if (_bytes is null)
            RequireHash(HashFile());
    }

    /// <summary>The model as one array, the same that was opened.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist any more.</exception>
    /// <exception cref="InvalidOperationException">The file has changed since it was opened, or keeps its weights in other files.</exception>
    public byte[] ReadBytes()
    {
        if (_bytes is not null)
            return _bytes;
        RequireExists();
        byte[] bytes = File.ReadAllBytes(_path!);
        RequireHash(SHA256.HashData(bytes));
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            new InferenceSession(bytes, options).Dispose();
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidOperationException(
                $"ScoreOnnx: {Name} cannot be saved alone: it loads from its folder and not from its own bytes, so it keeps weights in other files. "
                + "Save the model as a single file first.", e);
        }
        return bytes;
    }

    private byte[] HashFile()
    {
        RequireExists();
        using FileStream file = File.OpenRead(_path!);
        return SHA256.HashData(file);
    }

    private void RequireExists()
    {
        if (!File.Exists(_path))
            throw new FileNotFoundException($"ScoreOnnx: the model {Name} does not exist (looked at {_path}).", _path);
    }

    private void RequireHash(byte[] hash)
    {
        if (!hash.AsSpan().SequenceEqual(_hash))
            throw new InvalidOperationException($"ScoreOnnx: the model {Name} has changed since it was loaded. Make the pipeline again.");
    }
}

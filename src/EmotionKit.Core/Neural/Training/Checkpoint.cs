using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EmotionKit.Neural;

/// <summary>Writes the state of a training to a file, whole or not at all, and reads it back.</summary>
internal static class Checkpoint
{
    private const int Version = 1;
    private static readonly byte[] Magic = "EKTRAIN\0"u8.ToArray();

    public static void Write(string path, byte[] fingerprint, TrainingState state) => AtomicFile.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(fingerprint);
        writer.Write(state.Epoch);
        writer.Write(state.BestEpoch);
        writer.Write(state.BestScore);
        writer.Write(state.BestLoss);
        writer.Write(state.Stale);
        writer.Write(state.StaleForRate);
        writer.Write(state.Plateaus);
        writer.Write(state.Ended);
        writer.Write(state.Optimizer.Steps);
        writer.Write(JsonSerializer.Serialize(state.History));
        foreach (ParameterValues values in Arrays(state))
            FloatStream.Write(writer, values.Span);
    });

    /// <returns>False where the file does not exist.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or of another network, other options or other rows.</exception>
    public static bool Read(string path, byte[] fingerprint, TrainingState state)
    {
        if (!File.Exists(path))
            return false;
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        try
        {
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic) || reader.ReadInt32() != Version)
                throw new InvalidDataException($"'{path}' is no checkpoint of this version; delete it to begin anew.");
            if (!reader.ReadBytes(fingerprint.Length).AsSpan().SequenceEqual(fingerprint))
                throw new InvalidDataException($"'{path}' is the checkpoint of a training with another network, other options or other rows; delete it to begin anew.");
            state.Epoch = reader.ReadInt32();
            state.BestEpoch = reader.ReadInt32();
            state.BestScore = reader.ReadDouble();
            state.BestLoss = reader.ReadDouble();
            state.Stale = reader.ReadInt32();
            state.StaleForRate = reader.ReadInt32();
            state.Plateaus = reader.ReadInt32();
            state.Ended = reader.ReadBoolean();
            state.Optimizer.Steps = reader.ReadInt64();
            state.History.AddRange(JsonSerializer.Deserialize<TrainingEpoch[]>(reader.ReadString()) ?? []);
            foreach (ParameterValues values in Arrays(state))
                FloatStream.Read(reader, values.Span);
            return true;
        }
        catch (Exception e) when (e is EndOfStreamException or JsonException or ArgumentException or FormatException)
        {
            throw new InvalidDataException($"'{path}' is a damaged checkpoint; delete it to begin anew.", e);
        }
    }

    /// <summary>Tells one training from another: network, options, rows, where it began, and how rows are made anew.</summary>
    public static byte[] Fingerprint(NetworkDefinition network, NetworkTrainingOptions options, int classes, NetworkExamples[] examples, ParameterValues start, string source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{network.ToJson()}\n{JsonSerializer.Serialize(options)}\n{classes}\n{source}\n"));
        foreach (NetworkExamples set in examples)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{set.Count} {set.RowShape}\n"));
            hash.AppendData(MemoryMarshal.AsBytes(set.Labels));
            for (int row = 0; row < set.Count; row++)
            {
                float weight = set.Weight(row);
                hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<float>(in weight)));
                hash.AppendData(MemoryMarshal.AsBytes(set.Row(row).Span));
            }
        }
        hash.AppendData(MemoryMarshal.AsBytes(start.Span));
        return hash.GetHashAndReset();
    }

    private static IEnumerable<ParameterValues> Arrays(TrainingState state)
    {
        yield return state.Weights;
        yield return state.Best;
        yield return state.Optimizer.First;
        yield return state.Optimizer.Second;
        if (state.Average is not null)
            yield return state.Average;
    }
}

using System.Text;
using System.Text.Json;

namespace EmotionKit.Neural;

/// <summary>A network as a stream: a mark, a version, a JSON header, the parameters in the order of the layers.</summary>
internal static class NetworkFile
{
    private const int Version = 1;
    private const int MaxHeader = 1 << 26;
    private static readonly byte[] Magic = "EKNET\0\0\0"u8.ToArray();

    private static readonly JsonSerializerOptions Settings = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Write(Stream stream, Network network)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(new Header(network.Definition, network.History), Settings);
        writer.Write(header.Length);
        writer.Write(header);
        foreach (ParameterSlot slot in network.Layout.Slots)
            FloatStream.Write(writer, network.Weights.Of(slot));
    }

    public static Network Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
                throw new InvalidDataException("The stream does not begin as a network does.");
            int version = reader.ReadInt32();
            if (version != Version)
                throw new InvalidDataException($"The network is of format {version}, expected {Version}; a newer EmotionKit may read it.");
            int length = reader.ReadInt32();
            if (length is <= 0 or > MaxHeader)
                throw new InvalidDataException($"The network's header has {length} bytes, expected 1 to {MaxHeader}.");
            byte[] bytes = reader.ReadBytes(length);
            Header header = JsonSerializer.Deserialize<Header>(bytes, Settings) ?? throw new InvalidDataException("The network has no header.");
            if (header.Definition is null || header.History is null || !header.Definition.IsBound)
                throw new InvalidDataException("The network's header lacks its definition.");
            var layout = new ParameterLayout(header.Definition);
            ParameterValues weights = ReadWeights(stream, layout);
            Network.CheckFinite(layout, weights);
            return new Network(header.Definition, layout, weights, header.History);
        }
        catch (Exception e) when (e is EndOfStreamException or JsonException or ArgumentException)
        {
            throw new InvalidDataException($"The network is damaged: {e.Message}", e);
        }
    }

    /// <summary>Memory is taken for what is there, not for what a damaged header promises.</summary>
    private static ParameterValues ReadWeights(Stream stream, ParameterLayout layout)
    {
        long needed = layout.Slots.Sum(slot => 4L * slot.Length);
        Stream source = stream;
        if (!stream.CanSeek)
        {
            source = new MemoryStream();
            byte[] piece = new byte[1 << 16];
            for (long left = needed; left > 0;)
            {
                int count = (int)Math.Min(left, piece.Length);
                stream.ReadExactly(piece, 0, count);
                source.Write(piece, 0, count);
                left -= count;
            }
            source.Position = 0;
        }
        if (needed > source.Length - source.Position)
            throw new InvalidDataException("The network ends before its last parameter.");
        using var reader = new BinaryReader(source, Encoding.UTF8, leaveOpen: true);
        var weights = new ParameterValues(layout.Length);
        foreach (ParameterSlot slot in layout.Slots)
            FloatStream.Read(reader, weights.Of(slot));
        return weights;
    }

    private sealed record Header(NetworkDefinition Definition, TrainingHistory History);
}

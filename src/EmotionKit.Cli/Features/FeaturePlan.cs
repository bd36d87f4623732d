using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmotionKit.Cli.Output;
using EmotionKit.Signal;

namespace EmotionKit.Cli.Features;

/// <summary>A kind of feature with its options: makes the extractor for a sample rate.</summary>
internal sealed class FeaturePlan
{
    private readonly ConcurrentDictionary<int, IFrameFeature> _extractors = new();
    private readonly Func<int, IFrameFeature>? _create;

    private FeaturePlan(Func<int, IFrameFeature>? create, IReadOnlyList<string> ignored)
    {
        _create = create;
        Ignored = ignored;
    }

    /// <summary>Options that were given, belong to another kind, and mean nothing to this one.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>Whether the samples themselves are asked for.</summary>
    public bool IsWaveform => _create is null;

    public IFrameFeature ForRate(int sampleRate) =>
        _extractors.GetOrAdd(sampleRate, _create ?? throw new InvalidOperationException("A waveform has no frames."));

    /// <exception cref="UsageException">The text is not a JSON object, or an option is unknown or out of range.</exception>
    public static FeaturePlan Create(FeatureKind kind, string? json)
    {
        Dictionary<string, JsonNode?> given = Parse(json);
        MfccPreset? preset = TakePreset(given);
        IReadOnlySet<string> taken = NamesOf(kind);
        string[] ignored = [.. given.Keys.Where(name => !taken.Contains(name))];
        if (ignored.FirstOrDefault(name => !Enum.GetValues<FeatureKind>().Any(other => NamesOf(other).Contains(name))) is { } unknown)
        {
            throw new UsageException($"--options: {Name(kind)} has no option '{unknown}'{NearestName.Hint(unknown, taken)} It takes "
                + (taken.Count == 0 ? "none." : $"{string.Join(", ", taken.Order(StringComparer.Ordinal))}."));
        }
        foreach (string name in ignored)
            given.Remove(name);

        try
        {
            return new FeaturePlan(Extractor(kind, preset, given), ignored);
        }
        catch (ArgumentException error)
        {
            // The records' own words name their properties; the user knows these as options.
            string message = Regex.Replace(ErrorText.OneLine(error), @"\b[A-Z]\w*\b", word => OptionName(taken, word.Value) ?? word.Value);
            throw new UsageException($"--options: {message}", error);
        }
    }

    private static Func<int, IFrameFeature>? Extractor(FeatureKind kind, MfccPreset? preset, Dictionary<string, JsonNode?> given)
    {
        switch (kind)
        {
            case FeatureKind.Spectrogram:
                SpectrogramOptions spectrogram = OptionRecord.With(Adopt(new SpectrogramOptions(), preset), given);
                spectrogram.Validate();
                return rate => new SpectrogramExtractor(spectrogram, rate);
            case FeatureKind.Mel:
                MelOptions mel = OptionRecord.With(Adopt(new MelOptions(), preset), given);
                mel.Validate();
                return rate => new MelSpectrogramExtractor(mel, rate);
            case FeatureKind.Mfcc:
                MfccOptions mfcc = OptionRecord.With(Preset(preset), given);
                mfcc.Validate();
                return rate => new MfccExtractor(mfcc, rate);
            case FeatureKind.Delta:
                IReadOnlySet<string> deltaNames = OptionRecord.Names<DeltaOptions>();
                DeltaOptions delta = OptionRecord.With(new DeltaOptions(), given.Where(option => deltaNames.Contains(option.Key)));
                delta.Validate();
                MfccOptions differentiated = OptionRecord.With(Preset(preset), given.Where(option => !deltaNames.Contains(option.Key)));
                differentiated.Validate();
                return rate => new DeltaFeature(new MfccExtractor(differentiated, rate), delta);
            case FeatureKind.Descriptors:
                DescriptorOptions descriptors = OptionRecord.With(Adopt(new DescriptorOptions(), preset), given);
                descriptors.Validate();
                return rate => new DescriptorExtractor(descriptors, rate);
            default:
                return null;
        }
    }

    private static string? OptionName(IReadOnlySet<string> options, string property)
    {
        string name = JsonNamingPolicy.CamelCase.ConvertName(property);
        return options.Contains(name) ? name : null;
    }

    public static string Name(FeatureKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static IReadOnlySet<string> NamesOf(FeatureKind kind) => kind switch
    {
        FeatureKind.Spectrogram => OptionRecord.Names<SpectrogramOptions>(),
        FeatureKind.Mel => OptionRecord.Names<MelOptions>(),
        FeatureKind.Mfcc => OptionRecord.Names<MfccOptions>(),
        FeatureKind.Delta => OptionRecord.Names<MfccOptions>().Concat(OptionRecord.Names<DeltaOptions>()).ToHashSet(StringComparer.OrdinalIgnoreCase),
        FeatureKind.Descriptors => OptionRecord.Names<DescriptorOptions>(),
        _ => new HashSet<string>(),
    };

    private static Dictionary<string, JsonNode?> Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json);
        }
        catch (JsonException error)
        {
            throw new UsageException($"--options: not valid JSON: {error.Message}", error);
        }
        if (node is not JsonObject given)
            throw new UsageException($"--options: expected a JSON object such as {{\"nFft\":512}}, got {json}");
        var options = new Dictionary<string, JsonNode?>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, JsonNode? value) in given)
        {
            if (!options.TryAdd(name, value))
                throw new UsageException($"--options: '{name}' is given twice.");
        }
        return options;
    }

    private static MfccPreset? TakePreset(Dictionary<string, JsonNode?> given)
    {
        if (!given.Remove("preset", out JsonNode? node))
            return null;
        string? name = node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        foreach (MfccPreset preset in Enum.GetValues<MfccPreset>())
        {
            if (preset.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
                return preset;
        }
        string known = string.Join(", ", Enum.GetNames<MfccPreset>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        throw new UsageException($"--options: preset: expected one of {known}, got {node?.ToJsonString() ?? "null"}.");
    }

    private static MfccOptions Preset(MfccPreset? preset) => MfccOptions.FromPreset(preset ?? MfccPreset.Librosa);

    // Librosa's conventions are every record's defaults. The other presets describe MFCCs; other kinds take from them
    // what they have in common, but not the power of the spectrum, which differs by kind.
    private static T Adopt<T>(T record, MfccPreset? preset)
        where T : new()
    {
        if (preset is null or MfccPreset.Librosa)
            return record;
        IReadOnlySet<string> names = OptionRecord.Names<T>();
        JsonObject shared = OptionRecord.ToObject(Preset(preset));
        return OptionRecord.With(record, shared.Where(option => names.Contains(option.Key) && option.Key != "power"));
    }
}

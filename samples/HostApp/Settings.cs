namespace HostApp;

/// <summary>What can be set, in appsettings.json, by environment variables or on the command line.</summary>
internal sealed record Settings
{
    /// <summary>A model that ships with EmotionKit (EmoDb, RavdessNonCommercial, TessNonCommercial), or the path of an .ekm file.</summary>
    public string EmotionModel { get; init; } = "EmoDb";

    /// <summary>The path of an .ekm file; empty for the model that ships with EmotionKit.</summary>
    public string DigitModel { get; init; } = "";

    /// <summary>Predictions at a time, of each model; 0 for one per processor.</summary>
    public int Engines { get; init; }

    /// <summary>Larger uploads are refused while they arrive.</summary>
    public int MaxUploadMegabytes { get; init; } = 10;

    /// <summary>Longer recordings are refused, however small the file.</summary>
    public int MaxAudioSeconds { get; init; } = 60;

    /// <summary>Uploads that are read or computed at a time; with <see cref="MaxUploadMegabytes"/> it bounds the memory. One more gets 429.</summary>
    public int MaxRequestsAtOnce { get; init; } = 32;

    /// <summary>A request that takes longer, such as one whose body trickles in, is ended.</summary>
    public double RequestTimeoutSeconds { get; init; } = 30;

    public int MaxUploadBytes => MaxUploadMegabytes * 1024 * 1024;

    public static Settings Read(IConfiguration configuration)
    {
        Settings settings = configuration.Get<Settings>() ?? new Settings();
        Require(settings.Engines is >= 0 and <= 1024, nameof(Engines), "0 to 1024");
        Require(settings.MaxUploadMegabytes is >= 1 and <= 1024, nameof(MaxUploadMegabytes), "1 to 1024");
        Require(settings.MaxAudioSeconds is >= 1 and <= 3600, nameof(MaxAudioSeconds), "1 to 3600");
        Require(settings.MaxRequestsAtOnce is >= 1 and <= 10_000, nameof(MaxRequestsAtOnce), "1 to 10000");
        Require(settings.RequestTimeoutSeconds is >= 0.1 and <= 3600, nameof(RequestTimeoutSeconds), "0.1 to 3600");
        return settings;

        void Require(bool holds, string name, string range)
        {
            if (!holds)
                throw new ArgumentException($"{name}: expected {range}, got {configuration[name]}.");
        }
    }
}

namespace EmotionKit.Signal;

/// <summary>A speech sound as targets of the synthesiser; frequencies in Hz of an adult man, levels in dB, time in seconds.</summary>
/// <param name="F1">First formant.</param>
/// <param name="F2">Second formant.</param>
/// <param name="F3">Third formant.</param>
/// <param name="Seconds">Length at rate 1.</param>
/// <param name="Voice">Level of the voice; -99 is voiceless.</param>
/// <param name="Aspiration">Level of noise through the formants.</param>
/// <param name="Frication">Level of noise of its own, at <paramref name="FricationHz"/>.</param>
/// <param name="FricationHz">Where that noise is strongest.</param>
/// <param name="Burst">Whether it begins with a closure: silence, then the noise.</param>
internal readonly record struct Phone(
    double F1, double F2, double F3, double Seconds, double Voice = 0, double Aspiration = -99, double Frication = -99,
    double FricationHz = 4000, bool Burst = false)
{
    /// <summary>Vowels of American English, men (Peterson and Barney 1952): heed, hid, head, had, hod, hawed, hood, who'd, hud, heard.</summary>
    public static ReadOnlySpan<Phone> Vowels => VowelTable;

    /// <summary>Onsets: m n l w y, z, s sh f h, p t k (formants and noise after Klatt 1980).</summary>
    public static ReadOnlySpan<Phone> Onsets => OnsetTable;

    /// <summary>Codas, of which the first stands for none.</summary>
    public static ReadOnlySpan<Phone> Codas => CodaTable;

    private static readonly Phone[] VowelTable =
    [
        new(270, 2290, 3010, 0.11), new(390, 1990, 2550, 0.09), new(530, 1840, 2480, 0.11), new(660, 1720, 2410, 0.13), new(730, 1090, 2440, 0.14),
        new(570, 840, 2410, 0.14), new(440, 1020, 2240, 0.09), new(300, 870, 2240, 0.11), new(640, 1190, 2390, 0.09), new(490, 1350, 1690, 0.12),
    ];

    private static readonly Phone Nasal = new(280, 1700, 2500, 0.065, Voice: -9);
    private static readonly Phone Sibilant = new(320, 1500, 2550, 0.1, Voice: -99, Frication: -14, FricationHz: 5600);
    private static readonly Phone AlveolarStop = new(320, 1700, 2600, 0.085, Voice: -99, Aspiration: -14, Frication: -10, FricationHz: 4200, Burst: true);

    private static readonly Phone[] OnsetTable =
    [
        new(260, 1100, 2150, 0.065, Voice: -9), Nasal, new(320, 1050, 2850, 0.06, Voice: -5), new(290, 650, 2150, 0.06, Voice: -5),
        new(260, 2150, 3000, 0.06, Voice: -5), new(280, 1500, 2550, 0.075, Voice: -12, Frication: -20, FricationHz: 5600), Sibilant,
        new(320, 1800, 2600, 0.105, Voice: -99, Frication: -13, FricationHz: 3300), new(340, 1100, 2100, 0.09, Voice: -99, Frication: -26, FricationHz: 6500),
        new(500, 1500, 2500, 0.06, Voice: -99, Aspiration: -13), new(320, 900, 2150, 0.085, Voice: -99, Aspiration: -15, Frication: -18, FricationHz: 1200, Burst: true),
        AlveolarStop, new(320, 1900, 2500, 0.09, Voice: -99, Aspiration: -13, Frication: -13, FricationHz: 2300, Burst: true),
    ];

    private static readonly Phone[] CodaTable = [default, Nasal, Sibilant, AlveolarStop with { Aspiration = -99 }];
}

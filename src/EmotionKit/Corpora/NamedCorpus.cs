namespace EmotionKit.Corpora;

/// <summary>A corpus whose labels are in the names of its files.</summary>
internal abstract class NamedCorpus : SpeechCorpus
{
    /// <summary>What a name looks like, for errors.</summary>
    protected abstract string Pattern { get; }

    /// <summary>Reads a file's name; on failure <paramref name="problem"/> may say more than that the pattern was not met.</summary>
    protected abstract SpeechRecording? Read(RecordingFile file, ref string? problem);

    private protected override SpeechCorpusReport ScanFolder(string folder)
    {
        var recordings = new List<SpeechRecording>();
        var problems = new List<SpeechCorpusProblem>();
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (RecordingFile file in RecordingFile.Below(folder, problems))
        {
            string? problem = null;
            SpeechRecording? recording = Read(file, ref problem);
            if (recording is null)
            {
                problems.Add(new SpeechCorpusProblem(file.Path, $"expected {Pattern}, got '{file.Name}'{(problem is null ? "" : $": {problem}")}.", LeftOut: true));
                continue;
            }
            recordings.Add(recording with { Path = file.Path, Corpus = Name, Speaker = $"{Name}_{recording.Speaker}" });
            string identity = $"{recording.Speaker}/{file.Name}";
            if (!named.TryAdd(identity, file.RelativePath))
                problems.Add(new SpeechCorpusProblem(file.Path, $"the same recording by its name as '{named[identity]}'; both are in.", LeftOut: false));
        }
        return new SpeechCorpusReport(Name, folder, recordings, problems);
    }

    /// <summary>Whether text is as many ASCII digits as said.</summary>
    protected static bool IsNumber(ReadOnlySpan<char> text, int digits)
    {
        if (text.Length != digits)
            return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }
        return true;
    }
}

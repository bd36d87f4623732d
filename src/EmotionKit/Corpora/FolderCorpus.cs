namespace EmotionKit.Corpora;

/// <summary>One folder per label, the recordings anywhere below it.</summary>
internal sealed class FolderCorpus(string name, Func<string, string?>? speaker) : SpeechCorpus
{
    public override string Name => name;

    private protected override SpeechCorpusReport ScanFolder(string folder)
    {
        var recordings = new List<SpeechRecording>();
        var problems = new List<SpeechCorpusProblem>();
        foreach (RecordingFile file in RecordingFile.Below(folder, problems))
        {
            if (file.Folders.Length == 0)
            {
                problems.Add(new SpeechCorpusProblem(
                    file.Path, "expected a folder per label below the corpus' folder, found the file in the corpus' folder itself.", LeftOut: true));
                continue;
            }
            recordings.Add(new SpeechRecording
            {
                Path = file.Path,
                Label = file.Folders[0],
                Speaker = speaker?.Invoke(file.RelativePath) ?? "",
                Corpus = name,
            });
        }
        return new SpeechCorpusReport(name, folder, recordings, problems);
    }
}

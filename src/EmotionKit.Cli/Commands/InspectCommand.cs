using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EmotionKit.Bundles;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using Spectre.Console;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit inspect</c>: what is in a model's file, every hash checked, nothing of it run.</summary>
internal static class InspectCommand
{
    private const int WidestLine = 110;

    public static Command Create(Terminal terminal)
    {
        Argument<string> file = SharedOptions.Model();
        Option<string?> json = SharedOptions.Json();
        var command = new Command("inspect", "Show a model's parts, options and input columns, after checking its hashes.") { file, json };
        command.SetAction((parsed, _) =>
        {
            string path = parsed.GetRequiredValue(file);
            string? target = parsed.GetValue(json);
            if (target is not null)
                OutputFolder.Prepare(target);
            BundleManifest manifest = ModelFile.Inspect(path);
            Show(path, manifest, terminal, beside: target == JsonOutput.StandardOutput);
            if (target is not null)
                JsonOutput.Write(target, manifest, terminal);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Show(string path, BundleManifest manifest, Terminal terminal, bool beside)
    {
        Action<string> line = beside ? terminal.Note : terminal.Line;
        line($"{path}: {new FileInfo(path).Length:N0} bytes, format {manifest.Format}, written by EmotionKit {manifest.EmotionKit}; every hash is right");
        foreach ((string name, string value) in manifest.Info ?? new Dictionary<string, string>())
            line($"  {name}: {value}");

        Table input = Plain("input column", "type");
        foreach (BundleColumn column in manifest.InputSchema)
            input.AddRow(new Text(column.Name), new Text(column.Type));
        terminal.Table(input, beside);

        foreach (BundleComponent component in manifest.Components)
        {
            line($"  {component.Name} ({string.Join(", ", component.Columns.Select(column => $"{column.Key}: {column.Value}"))})");
            foreach (string part in Wrap(Options(component.Options), Math.Min(terminal.Width - 6, WidestLine)))
                line($"      {part}");
        }

        Table entries = Plain("entry", "bytes", "SHA-256");
        foreach (BundleEntry entry in manifest.Entries)
            entries.AddRow(new Text(entry.Name), new Text(entry.Length.ToString("N0", CultureInfo.InvariantCulture)).RightJustified(), new Text(entry.Sha256));
        terminal.Table(entries, beside);
    }

    private static IEnumerable<string> Options(JsonElement? options) => options is { ValueKind: JsonValueKind.Object } set
        ? set.EnumerateObject().Where(option => option.Value.ValueKind != JsonValueKind.Null).Select(option => $"{option.Name} {Text(option.Value)}")
        : [];

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Text))}]",
        JsonValueKind.Object => $"{{{string.Join(", ", Options(value))}}}",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    /// <summary>Lines of at most a width, broken behind commas, where there are any.</summary>
    private static IEnumerable<string> Wrap(IEnumerable<string> items, int width)
    {
        string text = string.Join(", ", items);
        while (text.Length > width)
        {
            int comma = text.LastIndexOf(", ", width - 1, StringComparison.Ordinal);
            if (comma < 0)
                comma = text.IndexOf(", ", StringComparison.Ordinal);
            if (comma < 0)
                break;
            yield return text[..(comma + 1)];
            text = text[(comma + 2)..];
        }
        if (text.Length > 0)
            yield return text;
    }

    private static Table Plain(params string[] headings) => new Table().Border(TableBorder.Simple).AddColumns(headings);
}

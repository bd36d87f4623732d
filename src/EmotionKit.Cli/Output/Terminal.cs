using Spectre.Console;

namespace EmotionKit.Cli.Output;

/// <summary>Where a verb writes: results to <see cref="Out"/>, everything meant for a person beside them to <see cref="Error"/>.
/// Colours only on a terminal, and not where <c>NO_COLOR</c> is set. Safe to use from several threads.</summary>
internal sealed class Terminal
{
    // Where no terminal sets a width, tables are as wide as their content.
    private const int UnlimitedWidth = 4096;

    private readonly IAnsiConsole _out;

    private Terminal(TextWriter output, bool outputIsTerminal, TextWriter error, bool errorIsTerminal)
    {
        Out = TextWriter.Synchronized(output);
        Error = TextWriter.Synchronized(error);
        ShowsProgress = errorIsTerminal;
        _out = Open(output, outputIsTerminal);
        ErrorConsole = Open(error, errorIsTerminal);
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Whether bars can be drawn on <see cref="Error"/>.</summary>
    public bool ShowsProgress { get; }

    /// <summary>The console of <see cref="Error"/>, for progress bars.</summary>
    public IAnsiConsole ErrorConsole { get; }

    public static Terminal ForConsole() =>
        new(Console.Out, !Console.IsOutputRedirected, Console.Error, !Console.IsErrorRedirected);

    /// <summary>Plain text into the given writers.</summary>
    public static Terminal ForWriters(TextWriter output, TextWriter error) => new(output, false, error, false);

    /// <summary>A line of the result.</summary>
    public void Line(string text = "") => Out.WriteLine(text);

    /// <summary>A table of the result; beside it where JSON goes to <see cref="Out"/>.</summary>
    public void Table(Table table, bool beside = false) => (beside ? ErrorConsole : _out).Write(table);

    /// <summary>A remark beside the result.</summary>
    public void Note(string text) => Error.WriteLine(Plain(text));

    public void Warn(string text) => Error.WriteLine($"{Coloured("warning:", 33)} {Plain(text)}");

    public void Fail(string text) => Error.WriteLine($"{Coloured("error:", 31)} {Plain(text)}");

    /// <summary>Runs work of a known number of steps, with a bar on a terminal; the work calls its argument after each step.</summary>
    public T Track<T>(string what, int steps, Func<Action, T> work)
    {
        if (!ShowsProgress || steps < 2)
            return work(() => { });
        T result = default!;
        ErrorConsole.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(what, maxValue: steps);
                result = work(() => task.Increment(1));
            });
        return result;
    }

    // Names of files and what is found in them may hold line breaks, and sequences that command a terminal.
    private static string Plain(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && text.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0
            ? text
            : string.Concat(text.Select(c => char.IsControl(c) ? '\ufffd' : c));

    private string Coloured(string text, int colour) =>
        ErrorConsole.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors } ? $"\e[{colour}m{text}\e[0m" : text;

    private static IAnsiConsole Open(TextWriter writer, bool isTerminal)
    {
        bool colours = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!isTerminal)
            console.Profile.Width = UnlimitedWidth;
        return console;
    }
}

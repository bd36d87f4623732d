using System.Globalization;
using Spectre.Console;

namespace EmotionKit.Cli.Output;

/// <summary>Where a verb writes: results to <see cref="Out"/>, everything meant for a person beside them to <see cref="Error"/>.
/// Colours and bars only on a terminal that has them, colours not where <c>NO_COLOR</c> is set. Safe to use from several threads.</summary>
internal sealed class Terminal
{
    // Where nothing sets a width, tables are as wide as their content.
    private const int UnlimitedWidth = 4096;
    private const int NarrowestWidth = 20;

    private readonly IAnsiConsole _out;
    private readonly IAnsiConsole _error;
    private readonly TimeProvider _clock;
    private readonly bool _outIsTerminal;
    private volatile bool _drawing;

    private Terminal(TextWriter output, bool outputIsTerminal, TextWriter error, bool errorIsTerminal, int? width, TimeProvider clock)
    {
        Out = TextWriter.Synchronized(output);
        Error = TextWriter.Synchronized(error);
        _clock = clock;
        _outIsTerminal = outputIsTerminal;
        _out = Open(output, outputIsTerminal, width);
        _error = Open(error, errorIsTerminal, width);
        DrawsBars = errorIsTerminal && _error.Profile.Capabilities is { Ansi: true, Interactive: true };
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>How much is said beside the result.</summary>
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    /// <summary>Characters of a line of the result.</summary>
    public int Width => _out.Profile.Width;

    /// <summary>Whether bars can be drawn on <see cref="Error"/>; else progress is a line now and then.</summary>
    public bool DrawsBars { get; }

    public static Terminal ForConsole() =>
        new(Console.Out, !Console.IsOutputRedirected, Console.Error, !Console.IsErrorRedirected, Columns(), TimeProvider.System);

    /// <summary>Plain text into the given writers.</summary>
    /// <param name="output">For results.</param>
    /// <param name="error">For the rest.</param>
    /// <param name="width">Of tables, in characters; null for as wide as they are.</param>
    /// <param name="clock">Decides when progress is said.</param>
    public static Terminal ForWriters(TextWriter output, TextWriter error, int? width = null, TimeProvider? clock = null) =>
        new(output, false, error, false, width, clock ?? TimeProvider.System);

    /// <summary>A line of the result.</summary>
    public void Line(string text = "")
    {
        // Where both are one terminal, through the console that draws the bar, which puts the line above it.
        if (_drawing && _outIsTerminal)
            _error.Write(new Paragraph(text + "\n"));
        else
            Out.WriteLine(text);
    }

    /// <summary>A table of the result; beside it where JSON goes to <see cref="Out"/>.</summary>
    public void Table(Table table, bool beside = false)
    {
        if (beside && Verbosity == Verbosity.Quiet)
            return;
        IAnsiConsole console = beside ? _error : _out;
        foreach (Table part in TableFit.Parts(table, console))
            console.Write(part);
    }

    /// <summary>A remark beside the result.</summary>
    public void Note(string text) => Say(Verbosity.Normal, "", default, text);

    /// <summary>A remark for those who want to know exactly.</summary>
    public void Detail(string text) => Say(Verbosity.Verbose, "", default, text);

    public void Warn(string text) => Say(Verbosity.Normal, "warning:", Color.Olive, text);

    public void Fail(string text) => Say(Verbosity.Quiet, "error:", Color.Maroon, text);

    /// <summary>Runs work of a known number of steps, and shows how far it is; the work calls its argument after each step.</summary>
    public T Track<T>(string what, int steps, Func<Action, T> work)
    {
        if (Verbosity == Verbosity.Quiet || steps < 2 || _drawing)
            return work(() => { });
        if (!DrawsBars)
            return work(new ProgressLines(what, steps, _clock, Note).Step);
        T result = default!;
        _drawing = true;
        try
        {
            _error.Progress().AutoClear(true).HideCompleted(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingColumn())
                .Start(context =>
                {
                    ProgressTask task = context.AddTask(what, maxValue: steps);
                    result = work(() => task.Increment(1));
                });
        }
        finally
        {
            _drawing = false;
        }
        return result;
    }

    /// <summary>Undoes what drawing a bar does to a terminal, where the process is about to end in the midst of it.</summary>
    public void ShowCursor()
    {
        if (_drawing)
            Error.Write("\e[?25h");
    }

    private void Say(Verbosity least, string prefix, Color colour, string text)
    {
        if (Verbosity < least)
            return;
        string plain = Plain(text);
        if (_drawing)
        {
            // Through the console that draws the bar, which puts the line above it.
            var line = new Paragraph();
            if (prefix.Length > 0)
                line.Append(prefix, new Style(colour)).Append(" ");
            _error.Write(line.Append(plain).Append("\n"));
        }
        else
        {
            Error.WriteLine(prefix.Length == 0 ? plain : $"{Coloured(prefix, colour)} {plain}");
        }
    }

    // Names of files and what is found in them may hold line breaks, and sequences that command a terminal.
    private static string Plain(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && text.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0
            ? text
            : string.Concat(text.Select(c => char.IsControl(c) ? '\ufffd' : c));

    private string Coloured(string text, Color colour) =>
        _error.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors }
            ? string.Create(CultureInfo.InvariantCulture, $"\e[{(colour == Color.Maroon ? 31 : 33)}m{text}\e[0m")
            : text;

    /// <summary>What the user says of the width; a terminal says it itself.</summary>
    private static int? Columns() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0 ? columns : null;

    private static IAnsiConsole Open(TextWriter writer, bool isTerminal, int? width)
    {
        bool understands = isTerminal && Environment.GetEnvironmentVariable("TERM") != "dumb";
        bool colours = understands && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = understands ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = understands ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (width is { } given)
            console.Profile.Width = Math.Max(given, NarrowestWidth);
        else if (!isTerminal)
            console.Profile.Width = UnlimitedWidth;
        return console;
    }
}

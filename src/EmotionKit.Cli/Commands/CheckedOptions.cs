using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace EmotionKit.Cli.Commands;

/// <summary>Options that say in one line what is wrong with a value: the option, what it takes, what it got.</summary>
internal static class CheckedOptions
{
    /// <summary>A whole number that is not below <paramref name="minimum"/>; null where the option is not given.</summary>
    public static Option<int?> WholeNumber(string name, int minimum = int.MinValue) => new(name)
    {
        CustomParser = result =>
        {
            string text = Text(result);
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum)
                return value;
            string kind = minimum == int.MinValue ? $"a whole number from {int.MinValue} to {int.MaxValue}" : $"a whole number, at least {minimum}";
            result.AddError($"{name}: expected {kind}, got '{text}'.");
            return null;
        },
    };

    /// <summary>A finite number in a range; null where the option is not given.</summary>
    /// <param name="name">Of the option.</param>
    /// <param name="range">In words, for the message.</param>
    /// <param name="within">Whether a number is in the range.</param>
    public static Option<double?> Number(string name, string range, Func<double, bool> within) => new(name)
    {
        CustomParser = result =>
        {
            string text = Text(result);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && within(value))
                return value;
            result.AddError($"{name}: expected a number {range}, got '{text}'.");
            return null;
        },
    };

    /// <summary>One of the given names, in any case; its value is the name as it is given here.</summary>
    public static Option<string> OneOf(string name, params IReadOnlyList<string> names) =>
        OneOf(name, [.. names.Select(value => KeyValuePair.Create(value, value))]);

    /// <summary>One of the given names, in any case.</summary>
    /// <param name="name">Of the option.</param>
    /// <param name="values">What each name stands for.</param>
    public static Option<T> OneOf<T>(string name, IReadOnlyList<KeyValuePair<string, T>> values)
    {
        string[] names = [.. values.Select(value => value.Key)];
        var option = new Option<T>(name) { HelpName = string.Join('|', names), Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result =>
        {
            string text = Text(result);
            foreach ((string known, T value) in values)
            {
                if (known.Equals(text, StringComparison.OrdinalIgnoreCase))
                    return value;
            }
            result.AddError($"{name}: expected {(names.Length == 1 ? "" : "one of ")}{string.Join(", ", names)}, got '{text}'{NearestName.Hint(text, names)}");
            return default;
        };
        option.CompletionSources.Add(names);
        return option;
    }

    private static string Text(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
}

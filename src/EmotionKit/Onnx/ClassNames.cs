using System.Globalization;
using System.Text.Json;

namespace EmotionKit.Onnx;

/// <summary>Reads the class names that a model's metadata may carry.</summary>
internal static class ClassNames
{
    /// <summary>EmotionKit writes the first; the others are what exporters are seen to write.</summary>
    private static readonly string[] Keys = ["emotionkit.classes", "classes", "class_names", "labels", "id2label", "names"];

    /// <summary>The names under the first key that holds <paramref name="count"/> different ones, or null.</summary>
    public static string[]? Find(IReadOnlyDictionary<string, string> metadata, int count)
    {
        foreach (string key in Keys)
        {
            if (metadata.TryGetValue(key, out string? text) && Parse(text) is { } names && names.Length == count
                && names.Distinct().Count() == count)
                return names;
        }
        return null;
    }

    /// <summary>A JSON array, a JSON object from index to name, the same as Python writes them, or names separated by line ends, commas
    /// or semicolons. Null where it is none of these.</summary>
    internal static string[]? Parse(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
            return null;
        if (text[0] is not ('[' or '{'))
            return text.Split(text.Contains('\n') ? '\n' : text.Contains(';') ? ';' : ',', StringSplitOptions.TrimEntries);
        try
        {
            using var json = JsonDocument.Parse(text);
            return FromJson(json.RootElement);
        }
        catch (JsonException)
        {
            return new PythonLiteral(text).Read();
        }
    }

    private static string[]? FromJson(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return [.. root.EnumerateArray().Select(name => name.ToString())];
        var pairs = new List<(int Index, string Name)>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
                return null;
            pairs.Add((index, property.Value.ToString()));
        }
        return InOrder(pairs);
    }

    private static string[]? InOrder(List<(int Index, string Name)> pairs)
    {
        pairs.Sort((a, b) => a.Index.CompareTo(b.Index));
        for (int i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].Index != i)
                return null;
        }
        return [.. pairs.Select(pair => pair.Name)];
    }

    /// <summary>What Python's <c>str()</c> makes of a list of strings, or of a dictionary from int to string.</summary>
    private sealed class PythonLiteral(string text)
    {
        private int _at;

        public string[]? Read()
        {
            char close = text[_at++] == '[' ? ']' : '}';
            var pairs = new List<(int Index, string Name)>();
            while (!Skip(close))
            {
                int index = pairs.Count;
                if (close == '}' && !(ReadIndex(out index) && Skip(':')))
                    return null;
                if (ReadName() is not { } name)
                    return null;
                pairs.Add((index, name));
                if (!Skip(',') && !(_at < text.Length && text[_at] == close))
                    return null;
            }
            return _at == text.Length ? InOrder(pairs) : null;
        }

        private bool Skip(char wanted)
        {
            SkipSpace();
            if (_at >= text.Length || text[_at] != wanted)
                return false;
            _at++;
            SkipSpace();
            return true;
        }

        private void SkipSpace()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
        }

        private bool ReadIndex(out int index)
        {
            int start = _at;
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                _at++;
            return int.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out index);
        }

        private string? ReadName()
        {
            if (_at >= text.Length || text[_at] is not ('\'' or '"'))
                return null;
            char quote = text[_at++];
            var name = new System.Text.StringBuilder();
            while (_at < text.Length && text[_at] != quote)
            {
                if (text[_at] == '\\' && _at + 1 < text.Length)
                    _at++;
                name.Append(text[_at++]);
            }
            if (_at >= text.Length)
                return null;
            _at++;
            SkipSpace();
            return name.ToString();
        }
    }
}

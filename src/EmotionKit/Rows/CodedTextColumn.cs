using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Texts by their number in a list; a negative number is the empty text, which is missing.</summary>
internal sealed class CodedTextColumn(string name, int[] codes, IReadOnlyList<string> values) : MemoryColumn(name, TextDataViewType.Instance)
{
    private readonly ReadOnlyMemory<char>[] _texts = [.. values.Select(value => value.AsMemory())];

    public override Delegate CreateGetter(Func<int> row) => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) =>
    {
        int code = codes[row()];
        value = code < 0 ? default : _texts[code];
    });
}

namespace Microsoft.ML.Data;

/// <summary>The object that a row reads at present.</summary>
internal sealed class ObjectHolder<TRow>
    where TRow : class
{
    private TRow _current;

    public TRow Current
    {
        get => _current ?? throw Contracts.Except("Values cannot be fetched at this time. This can occur if the cursor is before the first or after the last row.");
        set => _current = value;
    }
}

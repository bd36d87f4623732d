using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>Transformers, each applied to what the one before it makes.</summary>
/// <typeparam name="TLastTransformer">The last transformer.</typeparam>
public sealed class TransformerChain<TLastTransformer> : ITransformer, IEnumerable<ITransformer>, ITransformerChainAccessor, IDisposable
    where TLastTransformer : class, ITransformer
{
    /// <summary>The last transformer, or null if there is none.</summary>
    public readonly TLastTransformer LastTransformer;

    private readonly ITransformer[] _transformers;
    private readonly TransformerScope[] _scopes;
    private bool _disposed;

    /// <summary>Creates a chain.</summary>
    /// <param name="transformers">The transformers.</param>
    /// <param name="scopes">What each is needed for.</param>
    public TransformerChain(IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        _transformers = transformers?.ToArray() ?? [];
        _scopes = scopes?.ToArray() ?? [];
        Contracts.Check(_transformers.Length == _scopes.Length, $"There are {_transformers.Length} transformers but {_scopes.Length} scopes.");
        LastTransformer = LastOf(_transformers);
    }

    /// <summary>Creates a chain that is needed for everything.</summary>
    /// <param name="transformers">The transformers.</param>
    public TransformerChain(params ITransformer[] transformers)
    {
        _transformers = transformers?.ToArray() ?? [];
        _scopes = new TransformerScope[_transformers.Length];
        Array.Fill(_scopes, TransformerScope.Everything);
        LastTransformer = LastOf(_transformers);
    }

    ITransformer[] ITransformerChainAccessor.Transformers => _transformers;

    TransformerScope[] ITransformerChainAccessor.Scopes => _scopes;

    bool ITransformer.IsRowToRowMapper => IsMapper;

    private bool IsMapper => Array.TrueForAll(_transformers, t => t.IsRowToRowMapper);

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        DataViewSchema schema = inputSchema;
        foreach (ITransformer transformer in _transformers)
        {
            schema = transformer.GetOutputSchema(schema);
        }

        return schema;
    }

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        GetOutputSchema(input.Schema);
        IDataView view = input;
        foreach (ITransformer transformer in _transformers)
        {
            view = transformer.Transform(view);
        }

        return view;
    }

    /// <summary>The transformers that are needed for something.</summary>
    /// <param name="scopeFilter">What for.</param>
    /// <returns>A chain of those whose scope shares a flag with it.</returns>
    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter)
    {
        int[] kept = [.. Enumerable.Range(0, _transformers.Length).Where(i => (_scopes[i] & scopeFilter) != TransformerScope.None)];
        return new TransformerChain<ITransformer>(kept.Select(i => _transformers[i]), kept.Select(i => _scopes[i]));
    }

    /// <summary>Adds a transformer at the end.</summary>
    /// <typeparam name="TNewLast">The type of the transformer.</typeparam>
    /// <param name="transformer">The transformer.</param>
    /// <param name="scope">What it is needed for.</param>
    /// <returns>The longer chain.</returns>
    public TransformerChain<TNewLast> Append<TNewLast>(TNewLast transformer, TransformerScope scope = TransformerScope.Everything)
        where TNewLast : class, ITransformer
    {
        Contracts.CheckValue(transformer, nameof(transformer));
        return new TransformerChain<TNewLast>([.. _transformers, transformer], [.. _scopes, scope]);
    }

    /// <inheritdoc/>
    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)_transformers).GetEnumerator();

    /// <summary>Disposes those of the transformers that can be.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        foreach (ITransformer transformer in _transformers)
        {
            (transformer as IDisposable)?.Dispose();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        Contracts.Check(IsMapper, $"{nameof(ITransformer.GetRowToRowMapper)} method called despite {nameof(ITransformer.IsRowToRowMapper)} being false.");
        var mappers = new IRowToRowMapper[_transformers.Length];
        DataViewSchema schema = inputSchema;
        for (int i = 0; i < mappers.Length; i++)
        {
            mappers[i] = _transformers[i].GetRowToRowMapper(schema);
            schema = mappers[i].OutputSchema;
        }

        return new ChainedRowMapper(inputSchema, mappers);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ModelFile.SaveChain(ctx, this);

    private static TLastTransformer LastOf(ITransformer[] transformers)
    {
        if (transformers.Length == 0)
        {
            return null;
        }

        return transformers[^1] as TLastTransformer
            ?? throw Contracts.Except($"The last transformer is a {transformers[^1]?.GetType().Name ?? "null"}, not a {typeof(TLastTransformer).Name}.");
    }
}

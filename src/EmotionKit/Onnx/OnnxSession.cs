using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>An ONNX Runtime session shared by transformers and their cursors. It is released when the last of its holders is:
/// disposing of a transformer while a cursor is in a call must not pull the session away from under it.</summary>
internal sealed class OnnxSession
{
    private readonly InferenceSession _session;
    private int _holders;

    public OnnxSession(InferenceSession session, OnnxModelSource source, OnnxProvider provider, string providerReason)
    {
        _session = session;
        Source = source;
        Provider = provider;
        ProviderReason = providerReason;
        Inputs = TensorInfo.All(session.InputNames, session.InputMetadata);
        Outputs = TensorInfo.All(session.OutputNames, session.OutputMetadata);
        Metadata = session.ModelMetadata.CustomMetadataMap;
    }

    public OnnxModelSource Source { get; }

    /// <summary><see cref="OnnxProvider.Cpu"/> or <see cref="OnnxProvider.Cuda"/>.</summary>
    public OnnxProvider Provider { get; }

    /// <summary>Why it is that one, in words.</summary>
    public string ProviderReason { get; }

    public TensorInfo[] Inputs { get; }

    public TensorInfo[] Outputs { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Keeps the session alive until the lease is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">All leases are gone already.</exception>
    public Lease Hold() => TryHold() ?? throw new ObjectDisposedException(nameof(OnnxScoringTransformer));

    /// <summary>As <see cref="Hold"/>, but null where all leases are gone already.</summary>
    public Lease? TryHold()
    {
        int holders = Volatile.Read(ref _holders);
        while (holders >= 0)
        {
            int seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
                return new Lease(this);
            holders = seen;
        }
        return null;
    }

    private void LetGo()
    {
        // Below 0 from then on: nobody holds it again.
        if (Interlocked.Decrement(ref _holders) == 0 && Interlocked.CompareExchange(ref _holders, int.MinValue, 0) == 0)
            _session.Dispose();
    }

    /// <summary>One holder's share in a session.</summary>
    internal sealed class Lease(OnnxSession owner) : IDisposable
    {
        private OnnxSession? _owner = owner;

        public InferenceSession Session => (_owner ?? throw new ObjectDisposedException(nameof(OnnxScoringTransformer)))._session;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.LetGo();
    }
}

using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>A model and its ONNX Runtime session, shared by the transformers of one estimator and by their cursors.</summary>
/// <remarks>The session is closed when every transformer was disposed of and no cursor is in it any more, and opened again when it
/// is needed after that: a <c>PredictionEngine</c> disposes of the transformers that it is made of, and the model they belong to must go
/// on working.</remarks>
internal sealed class OnnxSession
{
    private readonly Lock _gate = new();
    private readonly OnnxModelSource _source;
    private readonly Func<OnnxModelSource, ProvidedSession> _open;
    private ProvidedSession _current;
    private bool _isOpen = true;
    private bool _closeWhenIdle;
    private int _owners;
    private int _leases;

    /// <param name="source">Where the model comes from.</param>
    /// <param name="open">Opens a session.</param>
    public OnnxSession(OnnxModelSource source, Func<OnnxModelSource, ProvidedSession> open)
    {
        _source = source;
        _open = open;
        _current = open(source);
        InferenceSession session = _current.Session;
        Inputs = TensorInfo.All(session.InputNames, session.InputMetadata);
        Outputs = TensorInfo.All(session.OutputNames, session.OutputMetadata);
        Metadata = session.ModelMetadata.CustomMetadataMap;
    }

    /// <summary><see cref="OnnxProvider.Cpu"/> or <see cref="OnnxProvider.Cuda"/>.</summary>
    public OnnxProvider Provider => _current.Provider;

    /// <summary>Why it is that one, in words.</summary>
    public string ProviderReason => _current.Reason;

    public TensorInfo[] Inputs { get; }

    public TensorInfo[] Outputs { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc cref="OnnxModelSource.ReadBytes"/>
    public byte[] ReadModel() => _source.ReadBytes();

    /// <summary>A transformer's share: the session stays open until every owner has left.</summary>
    public Ownership Join()
    {
        lock (_gate)
            _owners++;
        return new Ownership(this);
    }

    /// <summary>Keeps the session open until the lease is disposed of.</summary>
    /// <exception cref="FileNotFoundException">The session was closed, and the model's file is gone.</exception>
    /// <exception cref="InvalidOperationException">The session was closed, and the model's file has changed.</exception>
    public Lease Hold()
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                _source.RequireUnchanged();
                _current = _open(_source);
                (_isOpen, _closeWhenIdle) = (true, false);
            }
            _leases++;
            return new Lease(this, _current.Session);
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _closeWhenIdle = --_owners <= 0;
            CloseIfIdle();
        }
    }

    private void Return()
    {
        lock (_gate)
        {
            _leases--;
            CloseIfIdle();
        }
    }

    private void CloseIfIdle()
    {
        if (!_isOpen || !_closeWhenIdle || _leases > 0)
            return;
        _isOpen = false;
        _current.Session.Dispose();
    }

    /// <summary>Leaves when it is disposed of, once.</summary>
    internal sealed class Ownership(OnnxSession session) : IDisposable
    {
        private OnnxSession? _session = session;

        public void Dispose() => Interlocked.Exchange(ref _session, null)?.Leave();
    }

    /// <summary>One cursor's or mapper's use of the session.</summary>
    /// <remarks>ML.NET's <c>PredictionEngine</c> disposes of its model but not of the row that it computes: the finalizer returns that lease.</remarks>
    internal sealed class Lease(OnnxSession owner, InferenceSession session) : IDisposable
    {
        private OnnxSession? _owner = owner;

        ~Lease() => Return();

        public InferenceSession Session { get; } = session;

        public void Dispose()
        {
            Return();
            GC.SuppressFinalize(this);
        }

        private void Return() => Interlocked.Exchange(ref _owner, null)?.Return();
    }
}

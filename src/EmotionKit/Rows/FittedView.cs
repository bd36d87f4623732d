using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>Remembers the view that a component was fitted on, without keeping it: an <c>EstimatorChain</c> fits its next estimator on what
/// the component makes of that very view, so that only training data is known by it.</summary>
internal sealed class FittedView(IDataView view)
{
    private readonly WeakReference<IDataView> _view = new(view);

    public bool Is(IDataView other) => _view.TryGetTarget(out IDataView? known) && ReferenceEquals(known, other);
}

namespace EmotionKit.Cli.Output;

/// <summary>Calls back, unlike <see cref="Progress{T}"/>, on the thread that reports, before it goes on.</summary>
internal sealed class Listener<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}

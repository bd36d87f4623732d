using Spectre.Console;
using Spectre.Console.Rendering;

namespace EmotionKit.Cli.Output;

/// <summary>The column of a bar that says how long it will still take.</summary>
/// <remarks>Spectre's own looks at the last seconds alone, and says nothing of work with few long steps.</remarks>
internal sealed class RemainingColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.ElapsedTime is { } elapsed && RemainingTime.Estimate(elapsed, task.Value, task.MaxValue) is { } left ? $"{RemainingTime.Text(left)} left" : "");
}

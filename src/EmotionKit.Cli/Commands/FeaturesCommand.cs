using System.Buffers;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using EmotionKit.Audio;
using EmotionKit.Cli.Features;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Numerics;
using EmotionKit.Signal;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit features</c>: the arrays that pipelines compute, as NumPy files.</summary>
internal static class FeaturesCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = SharedOptions.Paths();
        Option<FeatureKind> kind = CheckedOptions.OneOf("--kind",
            [.. Enum.GetValues<FeatureKind>().Select(value => KeyValuePair.Create(FeaturePlan.Name(value), value))]);
        kind.Description = "What to compute.";
        kind.Required = true;
        var options = new Option<string?>("--options")
        {
            Description = """Options as JSON, named as in the library: {"preset":"librosa","nFft":512,"hopLength":160,"nMels":128,"nMfcc":40}. Delta takes those of mfcc, and order and width.""",
            HelpName = "JSON",
        };
        var sampleRate = new Option<TargetRate>("--sample-rate")
        {
            Description = "Rate in Hz to resample to, or 'native', each recording's own.",
            HelpName = "native|N",
            CustomParser = ParseSampleRate,
            DefaultValueFactory = _ => new TargetRate(null),
        };
        var output = new Option<string>("--out")
        {
            Description = "The .npy file, or the folder for one .npy file per recording. float32, [coefficient, frame]; a waveform has one dimension.",
            HelpName = "FILE.npy|DIR",
            Required = true,
        };
        Option<string?> json = SharedOptions.Json();
        Option<int?> threads = SharedOptions.Threads();

        var command = new Command("features", "Write features of recordings as NumPy arrays.") { paths, kind, options, sampleRate, output, json, threads };
        command.SetAction((parsed, stop) =>
        {
            using IDisposable? scope = SharedOptions.UseThreads(parsed.GetValue(threads));
            FeaturePlan plan = FeaturePlan.Create(parsed.GetValue(kind), parsed.GetValue(options));
            if (plan.Ignored.Count > 0)
                terminal.Note($"ignored, since {FeaturePlan.Name(parsed.GetValue(kind))} has no such option: {string.Join(", ", plan.Ignored)}");
            IReadOnlyList<FeatureJob> jobs = FeatureJob.Plan(parsed.GetRequiredValue(paths), parsed.GetRequiredValue(output));
            string? target = parsed.GetValue(json);
            if (target is not null)
                OutputFolder.Prepare(target);
            return Task.FromResult(Run(jobs, plan, parsed.GetValue(sampleRate), target, terminal, stop));
        });
        return command;
    }

    private static TargetRate ParseSampleRate(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (TargetRate.Parse(text) is { } rate)
            return rate;
        result.AddError($"--sample-rate: expected 'native' or a number of Hz above 0, got '{text}'.");
        return default;
    }

    private static int Run(IReadOnlyList<FeatureJob> jobs, FeaturePlan plan, TargetRate sampleRate, string? json, Terminal terminal, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var results = new FeatureResult?[jobs.Count];
        try
        {
            terminal.Track("features", jobs.Count, done =>
            {
                ParallelLoop.Run(jobs.Count, Execution.Threads, i =>
                {
                    results[i] = Run(jobs[i], plan, sampleRate, json != JsonOutput.StandardOutput, terminal);
                    done();
                }, stop);
                return true;
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        FeatureResult[] reached = [.. results.OfType<FeatureResult>()];
        int failed = reached.Count(result => result.Error is not null);
        if (failed > 0 && jobs.Count > 1)
            terminal.Fail($"{failed} of {jobs.Count} recordings failed");
        if (json is not null)
        {
            var answer = new
            {
                Complete = reached.Length == jobs.Count,
                Rows = reached.Length - failed,
                Failed = failed,
                Seconds = watch.Elapsed.TotalSeconds,
                Features = reached,
            };
            JsonOutput.Write(json, answer, terminal);
        }
        stop.ThrowIfCancellationRequested();
        return failed == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    private static FeatureResult Run(FeatureJob job, FeaturePlan plan, TargetRate sampleRate, bool say, Terminal terminal)
    {
        try
        {
            if (job.Problem is not null)
                throw new JobFailedException(job.Problem);
            AudioClip clip = AudioLoader.Load(job.Source, new AudioLoadOptions { SampleRate = sampleRate.Hertz });
            int[] shape = Write(clip, plan, job.Destination);
            if (say)
                terminal.Line($"{job.Destination}: [{string.Join(", ", shape)}] at {clip.SampleRate} Hz");
            if (shape[^1] == 0)
                terminal.Warn($"{job.Source}: its {clip.Samples.Length} samples are too few for a frame; the array is empty");
            return new FeatureResult { Path = job.Source, File = job.Destination, Shape = shape, SampleRate = clip.SampleRate };
        }
        catch (Exception error)
        {
            string line = ErrorText.OneLine(error, job.Source);
            terminal.Fail(line);
            return new FeatureResult { Path = job.Source, Error = line };
        }
    }

    private static int[] Write(AudioClip clip, FeaturePlan plan, string destination)
    {
        if (plan.IsWaveform)
        {
            AtomicFile.Write(destination, stream => Npy.Write(stream, clip.Samples, clip.Samples.Length));
            return [clip.Samples.Length];
        }

        IFrameFeature feature = plan.ForRate(clip.SampleRate);
        int frames = feature.FrameCount(clip.Samples.Length), width = feature.Width;
        if ((long)frames * width > Array.MaxLength)
            throw new JobFailedException($"expected at most {Array.MaxLength} numbers, got {frames} frames of {width}; take a longer hop or a shorter recording");
        float[] byFrame = ArrayPool<float>.Shared.Rent(Math.Max(frames * width, 1));
        try
        {
            feature.Extract(clip.Samples, byFrame.AsSpan(0, frames * width));
            float[] byCoefficient = new float[frames * width];
            for (int coefficient = 0; coefficient < width; coefficient++)
            {
                for (int frame = 0; frame < frames; frame++)
                    byCoefficient[coefficient * frames + frame] = byFrame[frame * width + coefficient];
            }
            AtomicFile.Write(destination, stream => Npy.Write(stream, byCoefficient, width, frames));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(byFrame);
        }
        return [width, frames];
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Cli.Doctor;

/// <summary>The machine itself: runtime, processor, memory, room for temporary files.</summary>
internal static class MachineChecks
{
    private const double Gibibyte = 1 << 30;

    public static Finding Runtime() => new(
        "runtime",
        FindingState.Fine,
        $"{RuntimeInformation.FrameworkDescription} ({RuntimeInformation.RuntimeIdentifier}) on {RuntimeInformation.OSDescription}",
        null,
        new Dictionary<string, object?>
        {
            ["framework"] = RuntimeInformation.FrameworkDescription,
            ["runtimeIdentifier"] = RuntimeInformation.RuntimeIdentifier,
            ["os"] = RuntimeInformation.OSDescription,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        });

    /// <summary>The kernels take the widest vectors that the processor and the runtime's settings allow.</summary>
    public static Finding Processor()
    {
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        string? model = ProcessorName();
        string vectors = bits > 0 ? $"vectors of {bits} bits" : "no vectors";
        return new Finding(
            "processor",
            bits > 0 ? FindingState.Fine : FindingState.Missing,
            $"{(model is null ? "" : $"{model}, ")}{Environment.ProcessorCount} cores in use, {vectors}",
            bits > 0 ? null : "The code for machines without vectors is slow; is DOTNET_EnableHWIntrinsic set to 0?",
            new Dictionary<string, object?> { ["name"] = model, ["cores"] = Environment.ProcessorCount, ["threads"] = Execution.Threads, ["vectorBits"] = bits });
    }

    public static Finding Memory()
    {
        GCMemoryInfo memory = GC.GetGCMemoryInfo(GCKind.Any);
        double total = memory.TotalAvailableMemoryBytes / Gibibyte;
        return new Finding(
            "memory",
            total >= 1 ? FindingState.Fine : FindingState.Missing,
            string.Create(CultureInfo.InvariantCulture, $"{total:F1} GiB for this process"),
            total >= 1 ? null : "Training keeps the features of all recordings in memory; a corpus of a thousand needs about 1 GiB.",
            new Dictionary<string, object?> { ["bytes"] = memory.TotalAvailableMemoryBytes });
    }

    public static Finding Temporary()
    {
        string folder = Path.GetTempPath();
        try
        {
            string probe = Path.Combine(folder, $"emotionkit-{Path.GetRandomFileName()}.tmp");
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            long free = new DriveInfo(folder).AvailableFreeSpace;
            return new Finding(
                "temporary files",
                FindingState.Fine,
                string.Create(CultureInfo.InvariantCulture, $"{folder} can be written, {free / Gibibyte:F1} GiB free"),
                null,
                new Dictionary<string, object?> { ["folder"] = folder, ["freeBytes"] = free });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding(
                "temporary files", FindingState.Missing, $"{folder}: {error.Message}",
                "Name a folder that can be written in TMPDIR (Windows: TEMP); the corpus 'synthetic' is made there.",
                new Dictionary<string, object?> { ["folder"] = folder });
        }
    }

    private static string? ProcessorName()
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
                : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }
        catch (IOException)
        {
            return null;
        }
    }
}

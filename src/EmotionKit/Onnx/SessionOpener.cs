using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>Opens sessions: on CUDA where that is asked for and works, else on the CPU, and says which.</summary>
/// <remarks>ONNX Runtime lists CUDA among its providers even where nothing of it can be loaded, so the only test is to try. What is
/// missing shows when the provider is added (no CUDA in the build, no provider library, no CUDA libraries) or only when
/// the session is made (no device, a driver that is too old).</remarks>
internal class SessionOpener
{
    public static readonly SessionOpener Default = new();

    private static readonly Lock NativeLog = new();

    /// <exception cref="FileNotFoundException">The model file does not exist.</exception>
    /// <exception cref="InvalidDataException">ONNX Runtime cannot load the model.</exception>
    /// <exception cref="InvalidOperationException"><see cref="OnnxProvider.Cuda"/> is asked for and cannot be used.</exception>
    public OnnxSession Open(OnnxScoringOptions options)
    {
        options.Validate();
        return new OnnxSession(new OnnxModelSource(options), source => Open(source, options));
    }

    private ProvidedSession Open(OnnxModelSource source, OnnxScoringOptions options)
    {
        if (options.Provider == OnnxProvider.Cpu)
            return OpenOnCpu(source, options, "the options ask for the CPU");

        Exception error;
        try
        {
            using SessionOptions settings = NewOptions(options);
            InferenceSession session = Quietly(() =>
            {
                AppendCuda(settings, options.DeviceId);
                return Create(source, settings);
            });
            Say(options, $"ScoreOnnx: {source.Name} is scored on CUDA device {options.DeviceId}.");
            return new ProvidedSession(session, OnnxProvider.Cuda, $"CUDA device {options.DeviceId} works");
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            error = e;
        }
        string why = $"CUDA device {options.DeviceId} cannot be used: {error.Message.ReplaceLineEndings(" ").TrimEnd(' ', '.')}";
        ProvidedSession onCpu = OpenOnCpu(source, options, why);
        if (options.Provider == OnnxProvider.Cuda)
        {
            // That it opens on the CPU says that the device is at fault, not the model.
            onCpu.Session.Dispose();
            throw new InvalidOperationException(
                $"ScoreOnnx: {why}. CUDA needs an NVIDIA driver, CUDA 13, cuDNN 9, and a build with CUDA (-p:Cuda=true, or the package "
                + $"Microsoft.ML.OnnxRuntime.Gpu). {nameof(OnnxProvider)}.{nameof(OnnxProvider.Auto)} falls back to the CPU.", error);
        }
        Say(options, $"ScoreOnnx: {source.Name} is scored on the CPU; {why}.");
        return onCpu;
    }

    /// <summary>Adds the CUDA provider, with 32-bit arithmetic: TF32 would move scores in the third digit.</summary>
    protected virtual void AppendCuda(SessionOptions options, int deviceId)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string>
        {
            ["device_id"] = deviceId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["use_tf32"] = "0",
        });
        options.AppendExecutionProvider_CUDA(cuda);
    }

    protected virtual InferenceSession Create(OnnxModelSource source, SessionOptions options) => source.Open(options);

    private static ProvidedSession OpenOnCpu(OnnxModelSource source, OnnxScoringOptions options, string reason)
    {
        using SessionOptions settings = NewOptions(options);
        try
        {
            return new ProvidedSession(source.Open(settings), OnnxProvider.Cpu, reason);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException(
                $"ScoreOnnx: {source.Name} is not a model that ONNX Runtime {OrtEnv.Instance().GetVersionString()} can load: {e.Message}", e);
        }
    }

    private static SessionOptions NewOptions(OnnxScoringOptions options) => new()
    {
        IntraOpNumThreads = options.IntraOpThreads,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        // What goes wrong is thrown; it need not be on the standard error too.
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
    };

    /// <summary>Keeps ONNX Runtime from writing what is only an attempt to the standard error.</summary>
    private static T Quietly<T>(Func<T> attempt)
    {
        lock (NativeLog)
        {
            OrtEnv environment = OrtEnv.Instance();
            OrtLoggingLevel level = environment.EnvLogLevel;
            environment.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            try
            {
                return attempt();
            }
            finally
            {
                environment.EnvLogLevel = level;
            }
        }
    }

    private static void Say(OnnxScoringOptions options, string message)
    {
        if (options.Log is { } log)
            log(message);
        else
            Trace.TraceInformation(message);
    }
}

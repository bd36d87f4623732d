using System.Runtime.InteropServices;
using System.Text;

namespace EmotionKit.Cli.Doctor;

/// <summary>CUDA, which scores networks faster where it is: the driver and its devices, and each library that ONNX Runtime's provider loads.</summary>
internal static class CudaChecks
{
    private const string Driver = "driver";

    // What the provider of ONNX Runtime 1.29 is linked to, and cuDNN and cuFFT, which it loads when it needs them.
    private static readonly (string Name, string Linux, string Windows)[] Libraries =
    [
        ("CUDA runtime", "libcudart.so.13", "cudart64_13.dll"),
        ("cuBLAS", "libcublas.so.13", "cublas64_13.dll"),
        ("cuBLASLt", "libcublasLt.so.13", "cublasLt64_13.dll"),
        ("cuRAND", "libcurand.so.10", "curand64_10.dll"),
        ("cuFFT", "libcufft.so.12", "cufft64_12.dll"),
        ("cuDNN", "libcudnn.so.9", "cudnn64_9.dll"),
    ];

    public static Finding Cuda()
    {
        var facts = new Dictionary<string, object?>();
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
            return new Finding("CUDA", FindingState.Missing, "not for this system; the CPU scores", null, facts);
        string driver = DescribeDriver(facts, out bool hasDevice);
        string provider = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so");
        bool hasProvider = File.Exists(provider) || Directory.EnumerateFiles(AppContext.BaseDirectory, Path.GetFileName(provider), SearchOption.AllDirectories).Any();
        string[] missing = [.. Libraries.Where(library => !Loads(OperatingSystem.IsWindows() ? library.Windows : library.Linux)).Select(library => library.Name)];
        bool works = OnnxChecks.CanUseCuda(out string why);
        facts["provider"] = hasProvider;
        facts["missingLibraries"] = missing;
        facts["works"] = works;
        if (works)
            return new Finding("CUDA", FindingState.Fine, $"works: {driver}", null, facts);
        var text = new StringBuilder($"is not used, the CPU scores: {driver}");
        if (missing.Length > 0)
            text.Append($"; libraries not found: {string.Join(", ", missing)}");
        text.Append(hasProvider ? $"; ONNX Runtime's provider {why}" : "; this build has no CUDA provider");
        return new Finding("CUDA", FindingState.Missing, text.ToString(), hasDevice ? Advice(missing, hasProvider) : null, facts);
    }

    private static string Advice(string[] missing, bool hasProvider)
    {
        var steps = new List<string>();
        if (missing.Contains("cuDNN"))
            steps.Add("install cuDNN 9 for CUDA 13");
        if (missing.Any(name => name != "cuDNN"))
            steps.Add("install the CUDA toolkit 13 (Debian and Ubuntu: NVIDIA's packages cuda-libraries-13-0 and cudnn9-cuda-13), and let LD_LIBRARY_PATH (Windows: PATH) find it");
        if (!hasProvider)
            steps.Add("use a build with CUDA (-p:Cuda=true, or the package Microsoft.ML.OnnxRuntime.Gpu)");
        return steps.Count == 0 ? "Is the driver new enough for CUDA 13? See docs/gpu.md." : $"To score on this GPU: {string.Join("; ", steps)}. See docs/gpu.md.";
    }

    private static string DescribeDriver(Dictionary<string, object?> facts, out bool hasDevice)
    {
        hasDevice = false;
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out nint library))
        {
            facts[Driver] = null;
            return "no NVIDIA driver";
        }
        try
        {
            int version = 0, count = 0;
            if (Function<GetInteger>(library, "cuDriverGetVersion")(ref version) == 0)
                facts[Driver] = $"CUDA {version / 1000}.{version % 1000 / 10}";
            int started = Function<Start>(library, "cuInit")(0);
            if (started != 0 || Function<GetInteger>(library, "cuDeviceGetCount")(ref count) != 0 || count == 0)
                return $"an NVIDIA driver ({facts.GetValueOrDefault(Driver)}) that shows no device (CUDA error {started})";
            string[] devices = [.. Enumerable.Range(0, count).Select(device => NameOf(library, device))];
            facts["devices"] = devices;
            hasDevice = true;
            return $"{string.Join(", ", devices)}, driver for {facts.GetValueOrDefault(Driver)}";
        }
        catch (EntryPointNotFoundException error)
        {
            return $"an NVIDIA driver that is too old: {error.Message}";
        }
        finally
        {
            NativeLibrary.Free(library);
        }
    }

    private static string NameOf(nint library, int ordinal)
    {
        int device = 0;
        byte[] name = new byte[256];
        if (Function<GetDevice>(library, "cuDeviceGet")(ref device, ordinal) != 0 || Function<GetName>(library, "cuDeviceGetName")(name, name.Length, device) != 0)
            return $"device {ordinal}";
        return Encoding.UTF8.GetString(name.AsSpan(0, name.AsSpan().IndexOf((byte)0)));
    }

    private static bool Loads(string name)
    {
        if (!NativeLibrary.TryLoad(name, out nint library))
            return false;
        NativeLibrary.Free(library);
        return true;
    }

    private static T Function<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));

    [UnmanagedFunctionPointer(CallingConvention.Winapi)]
    private delegate int Start(uint flags);

    [UnmanagedFunctionPointer(CallingConvention.Winapi)]
    private delegate int GetInteger(ref int value);

    [UnmanagedFunctionPointer(CallingConvention.Winapi)]
    private delegate int GetDevice(ref int device, int ordinal);

    [UnmanagedFunctionPointer(CallingConvention.Winapi)]
    private delegate int GetName([Out] byte[] name, int length, int device);
}

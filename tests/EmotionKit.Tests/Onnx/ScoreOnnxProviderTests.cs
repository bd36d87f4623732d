using EmotionKit.Numerics;
using EmotionKit.Onnx;
using EmotionKit.TestSupport;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Tests.Onnx;

/// <summary>Which provider serves, and what is said about it.</summary>
public sealed class ScoreOnnxProviderTests
{
    private static readonly byte[] Model = new TestModel().Input("x", TestModel.Float, "n", 2).Output("y", TestModel.Float, "n", 2)
        .Node("Add", ["x", "x"], ["y"]).ToBytes();

    /// <summary>Fails as ONNX Runtime does where something of CUDA is missing.</summary>
    private sealed class FailingOpener(Func<Exception>? onAppend, Func<Exception>? onCreate) : SessionOpener
    {
        public int Appended { get; private set; }

        protected override void AppendCuda(SessionOptions options, int deviceId)
        {
            Appended++;
            if (onAppend is not null)
                throw onAppend();
        }

        protected override InferenceSession Create(OnnxModelSource source, SessionOptions options) =>
            onCreate is null ? base.Create(source, options) : throw onCreate();
    }

    public static TheoryData<string> Failures() => ["no CUDA in the build", "no library", "a library that does not load", "no device"];

    [Theory]
    [MemberData(nameof(Failures))]
    public void AutoFallsBackToTheCpuAndSaysWhy(string failure)
    {
        var lines = new List<string>();
        OnnxSession session = Failing(failure).Open(new OnnxScoringOptions { Model = Model, Log = lines.Add });
        Assert.Equal(OnnxProvider.Cpu, session.Provider);
        string line = Assert.Single(lines);
        Assert.Contains("on the CPU", line);
        Assert.Contains("CUDA device 0 cannot be used", line);
        Assert.Contains(Message(failure), line);
        Assert.Contains(Message(failure), session.ProviderReason);
        using OnnxSession.Lease lease = session.Hold();
        Assert.Equal(["x"], lease.Session.InputNames);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void CudaThatIsAskedForAndCannotBeUsedIsAnError(string failure)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() =>
            Failing(failure).Open(new OnnxScoringOptions { Model = Model, Provider = OnnxProvider.Cuda, DeviceId = 3 }));
        Assert.Contains("CUDA device 3", error.Message);
        Assert.Contains(Message(failure), error.Message);
        Assert.Contains("-p:Cuda=true", error.Message);
    }

    [Fact]
    public void TheCpuIsNotTriedOnCuda()
    {
        FailingOpener opener = Failing("no device");
        var lines = new List<string>();
        Assert.Equal(OnnxProvider.Cpu, opener.Open(new OnnxScoringOptions { Model = Model, Provider = OnnxProvider.Cpu, Log = lines.Add }).Provider);
        Assert.Equal(0, opener.Appended);
        Assert.Empty(lines);
    }

    [Fact]
    public void OnThisMachineAutoServesAndSaysWhichProvider()
    {
        var lines = new List<string>();
        OnnxSession session = SessionOpener.Default.Open(new OnnxScoringOptions { Model = Model, Log = lines.Add });
        Assert.Contains(session.Provider == OnnxProvider.Cpu ? "on the CPU" : "on CUDA device 0", Assert.Single(lines));
    }

    [Fact]
    public void ABrokenModelIsNotTakenForAMissingDevice()
    {
        foreach (OnnxProvider provider in Enum.GetValues<OnnxProvider>())
        {
            InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
                SessionOpener.Default.Open(new OnnxScoringOptions { Model = [1, 2, 3, 4], Provider = provider, Log = _ => { } }));
            Assert.Contains("not a model", error.Message);
        }
    }

    [Fact]
    public void AMissingModelFileIsNamed()
    {
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() =>
            new MLContext().Transforms.ScoreOnnx("Score", "X", "nowhere/model.onnx"));
        Assert.Contains("nowhere/model.onnx", error.Message);
    }

    [Fact]
    [Trait("Category", "Cuda")]
    public void CudaGivesTheScoresOfPyTorch()
    {
        string[] models = ["pytorch-lstm", "pytorch-cnnlstm", "pytorch-mnist"];
        foreach (string model in models)
        {
            var options = new OnnxScoringOptions
            {
                ModelPath = TestData.Require("onnx", $"{model}.onnx"),
                Inputs = [new("X")],
                Provider = OnnxProvider.Cuda,
                BatchSize = 7,
            };
            OnnxScoringEstimator estimator;
            try
            {
                estimator = new MLContext().Transforms.ScoreOnnx(options);
            }
            catch (InvalidOperationException e)
            {
                Assert.Skip($"needs CUDA: {e.Message}");
                return;
            }
            NpyArray x = Npy.Read(TestData.Require("onnx", $"{model}.x.npy"));
            NpyArray y = Npy.Read(TestData.Require("onnx", $"{model}.y.npy"));
            IDataView data = OnnxRows.View(new MLContext(), x.ToSingles(), [.. x.Shape.Skip(1)]);
            using OnnxScoringTransformer scorer = estimator.Fit(data);
            Assert.Equal(OnnxProvider.Cuda, scorer.Provider);
            OnnxRows.AssertNear(y.ToSingles(), OnnxRows.Read<float>(scorer.Transform(data), "Score"), 1e-4);
        }
    }

    private static FailingOpener Failing(string failure) => failure switch
    {
        "no CUDA in the build" => new FailingOpener(() => new EntryPointNotFoundException(Message(failure)), null),
        "no library" => new FailingOpener(() => new DllNotFoundException(Message(failure)), null),
        "a library that does not load" => new FailingOpener(() => NativeError(), null),
        _ => new FailingOpener(null, NativeError),
    };

    private static string Message(string failure) => failure switch
    {
        "no CUDA in the build" => "OrtSessionOptionsAppendExecutionProvider_CUDA",
        "no library" => "libonnxruntime_providers_cuda.so",
        _ => NativeError().Message.ReplaceLineEndings(" ").TrimEnd(' ', '.'),
    };

    /// <summary>An error of ONNX Runtime's own, whose constructor is internal.</summary>
    private static OnnxRuntimeException NativeError() =>
        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession([0, 1, 2]));
}

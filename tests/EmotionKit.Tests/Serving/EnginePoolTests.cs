using System.Collections.Concurrent;
using EmotionKit.Audio;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Serving.Tests;

public sealed class EnginePoolTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public async Task Many_callers_get_what_one_engine_says()
    {
        using EnginePool<Clip, Features> pool = Pool(3);
        using PredictionEngine<Clip, Features> engine = _ml.Model.CreatePredictionEngine<Clip, Features>(Model());
        Clip[] clips = [.. Enumerable.Range(1, 6).Select(i => Voice(i))];
        float[][] expected = [.. clips.Select(clip => engine.Predict(clip).Pooled)];
        Task[] callers = [.. Enumerable.Range(0, 12).Select(c => Task.Run(async () =>
        {
            for (int i = 0; i < 10; i++)
            {
                int which = (i + c) % clips.Length;
                Features answer = c % 2 == 0 ? await pool.PredictAsync(clips[which]) : pool.Predict(clips[which]);
                Assert.Equal(expected[which], answer.Pooled);
                Assert.InRange(pool.Busy, 0, 3);
            }
        }))];
        await Task.WhenAll(callers);
        Assert.Equal(0, pool.Busy);
    }

    [Fact]
    public void An_engine_that_threw_serves_on_and_says_the_same()
    {
        using EnginePool<Clip, Features> pool = Pool(1);
        float[] expected = pool.Predict(Voice(1)).Pooled;
        for (int i = 0; i < 5; i++)
        {
            Assert.Throws<RowException>(() => pool.Predict(new Clip { Path = "no recording"u8.ToArray() }));
            Assert.Throws<RowException>(() => pool.Predict(new Clip { Path = Voice(2).Path[..30] }));
            Assert.Throws<RowException>(() => pool.Predict(new Clip()));
            Assert.Equal(expected, pool.Predict(Voice(1)).Pooled);
        }
        Assert.Equal(0, pool.Busy);
    }

    [Fact]
    public async Task No_more_predictions_run_at_a_time_than_there_are_engines_and_who_waits_can_give_up()
    {
        using var gate = new ManualResetEventSlim();
        var running = new ConcurrentQueue<int>();
        int now = 0;
        using EnginePool<Number, Copied> pool = _ml.Model.CreateEnginePool<Number, Copied>(Copying(), 2);
        void Block()
        {
            running.Enqueue(Interlocked.Increment(ref now));
            gate.Wait();
            Interlocked.Decrement(ref now);
        }
        Task<Copied>[] callers = [.. Enumerable.Range(0, 8).Select(i => Task.Run(() => pool.PredictAsync(new Number { Stored = i, OnRead = Block })))];
        SpinWait.SpinUntil(() => running.Count == 2, TimeSpan.FromSeconds(20));
        Assert.Equal(2, pool.Busy);
        using var impatient = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.PredictAsync(new Number(), impatient.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => pool.Predict(new Number(), impatient.Token));
        Assert.Contains("2 of 2", Assert.Throws<InvalidOperationException>(() => pool.WarmUp(new Number())).Message, StringComparison.Ordinal);
        gate.Set();
        Assert.Equal(Enumerable.Range(0, 8).Select(i => (float)i), (await Task.WhenAll(callers)).Select(answer => answer.Copy));
        Assert.Equal(2, running.Max());
        Assert.Equal(0, pool.Busy);
    }

    [Fact]
    public void Warming_up_uses_every_engine_and_leaves_all_free()
    {
        int calls = 0;
        using EnginePool<Number, Copied> pool = _ml.Model.CreateEnginePool<Number, Copied>(Copying(), 5);
        pool.WarmUp(new Number { OnRead = () => calls++ });
        Assert.Equal(5, calls);
        Assert.Equal((0, 5), (pool.Busy, pool.Size));
        using EnginePool<Clip, Features> voices = Pool(2);
        Assert.Throws<RowException>(() => voices.WarmUp(new Clip()));
        Assert.Equal(0, voices.Busy);
        voices.WarmUp(Voice(1));
    }

    [Fact]
    public void A_disposed_pool_says_so_and_leaves_the_model_to_others()
    {
        ITransformer model = Model();
        EnginePool<Clip, Features> pool = _ml.Model.CreateEnginePool<Clip, Features>(model);
        Assert.Equal(Environment.ProcessorCount, pool.Size);
        Assert.NotNull(pool.OutputSchema.GetColumnOrNull("Pooled"));
        pool.Dispose();
        pool.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pool.Predict(Voice(1)));
        Assert.Throws<ObjectDisposedException>(() => pool.WarmUp(Voice(1)));
        using EnginePool<Clip, Features> next = _ml.Model.CreateEnginePool<Clip, Features>(model, 1);
        Assert.NotEmpty(next.Predict(Voice(1)).Pooled);
    }

    [Fact]
    public void A_size_that_is_none_and_a_model_that_does_not_fit_are_refused()
    {
        Assert.Contains("size", Assert.Throws<ArgumentOutOfRangeException>(() => Pool(0)).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => _ml.Model.CreateEnginePool<Number, Features>(Model(), 1));
    }

    private EnginePool<Clip, Features> Pool(int size) => _ml.Model.CreateEnginePool<Clip, Features>(Model(), size);

    private ITransformer Model() => _ml.Transforms.LoadAudio("Audio", "Path", sampleRate: 16_000)
        .Append(_ml.Transforms.ExtractMfcc("Mfcc", "Audio"))
        .Append(_ml.Transforms.PoolFrames("Pooled", "Mfcc"))
        .Fit(_ml.Data.LoadFromEnumerable(new[] { Voice(1) }));

    private ITransformer Copying() => _ml.Transforms.CopyColumns("Copy", "Value").Fit(_ml.Data.LoadFromEnumerable(new[] { new Number() }));

    private static Clip Voice(int utterance)
    {
        using var file = new MemoryStream();
        WavWriter.Write(file, SyntheticVoice.Render(SyntheticEmotion.Happy, speaker: 2, utterance), SyntheticVoice.SampleRate);
        return new Clip { Path = file.ToArray() };
    }

    private sealed class Clip
    {
        public byte[] Path { get; set; } = [];
    }

    private sealed class Features
    {
        public float[] Pooled { get; set; } = [];
    }

    /// <summary>Tells when an engine reads it.</summary>
    private sealed class Number
    {
        public float Value
        {
            get
            {
                OnRead?.Invoke();
                return Stored;
            }
            set => Stored = value;
        }

        [NoColumn]
        public float Stored { get; set; }

        [NoColumn]
        public Action? OnRead { get; set; }
    }

    private sealed class Copied
    {
        public float Copy { get; set; }
    }
}

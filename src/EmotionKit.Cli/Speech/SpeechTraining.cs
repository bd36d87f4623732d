using System.Diagnostics;
using System.Globalization;
using EmotionKit.Cli.Output;
using EmotionKit.Corpora;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using EmotionKit.Splits;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Speech;

/// <summary><c>train speech</c>: features once, a cross-validation on them, then the model of all rows.</summary>
internal sealed class SpeechTraining(SpeechTrainingRequest request, Terminal terminal, CancellationToken stop)
{
    /// <summary>The share of the recordings that one fold holds out.</summary>
    public const double HeldOut = 0.2;

    // Fewer say little about how a speaker speaks.
    private const int LeastOfSpeaker = 5;

    private readonly MLContext _ml = new(request.Seed);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<FoldOutcome> _done = [];
    private readonly SpeechRecipe _recipe = SpeechRecipe.Of(request.Trainer, request.Changes, request.Seed, request.Checkpoint);

    public void Run()
    {
        if (request.NormalizeSpeakers && _recipe.ChangesClips)
            throw new UsageException("--speaker-norm: standardises features that are computed once, and a waveform of --options computes them anew in every epoch; leave one of them out.");
        SpeechCorpusReport corpus = CorpusChoice.Scan(request.Data, request.Corpus, terminal);
        CorpusChoice.NoteLeftOut(corpus, terminal);
        new SplitCheck(_ml, corpus).Require(request);
        FeatureTable features = terminal.Track("features", corpus.Recordings.Count, done => FeatureTable.Compute(_ml, _recipe, corpus.Recordings, request.NormalizeSpeakers, done, stop));
        double featureSeconds = _watch.Elapsed.TotalSeconds;
        foreach (string problem in features.Problems)
            terminal.Warn($"left out: {problem}");
        if (features.Rows == 0)
            throw new JobFailedException($"'{request.Data}': none of {corpus.Recordings.Count} recordings could be used.");
        terminal.Note(string.Create(CultureInfo.InvariantCulture, $"features of {features.Rows} recordings: {featureSeconds:F1} s"));

        if (request.NormalizeSpeakers && corpus.Recordings.GroupBy(recording => recording.Speaker).Count(speaker => speaker.Count() < LeastOfSpeaker) is > 0 and int few)
            terminal.Warn($"--speaker-norm: {few} speakers have fewer than {LeastOfSpeaker} recordings, whose own mean and deviation leave little of them");

        if (request.Folds == 0)
        {
            Save(request.Model!, corpus, features.View);
            return;
        }
        try
        {
            int stepsOfFold = Math.Max(1, _recipe.Epochs);
            terminal.Track("training", stepsOfFold * request.Folds, step =>
            {
                Evaluate(features.View, new PartProgress(stepsOfFold, step));
                return true;
            });
            if (request.Model is not null)
                Save(request.Model, corpus, features.View);
        }
        catch (Exception e) when (_done.Count > 0)
        {
            // What the folds told is not lost with the model.
            if (e is not OperationCanceledException)
                EvaluationView.Show(Report(), terminal, beside: request.Json == JsonOutput.StandardOutput);
            if (request.Json is not null)
                Write(request.Json, corpus, features, featureSeconds, complete: false);
            throw;
        }
        EvaluationView.Show(Report(), terminal, beside: request.Json == JsonOutput.StandardOutput);
        if (request.Json is not null)
            Write(request.Json, corpus, features, featureSeconds, complete: true);
        if (request.Report is not null)
            WriteReport(request.Report, corpus);
        if (request.Model is null)
            terminal.Note("no model is saved; --out FILE saves it");
    }

    private void WriteReport(string path, SpeechCorpusReport corpus)
    {
        string split = request.BySpeaker ? "by speaker" : "random";
        var options = new ClassificationReportOptions
        {
            Title = $"{request.Trainer} on {corpus.Corpus}",
            Info = new Dictionary<string, string>
            {
                ["Data"] = $"{corpus.Corpus}, {corpus.Recordings.Count} recordings",
                ["Evaluation"] = request.Folds == 1 ? $"a fifth held out, {split}" : $"{request.Folds} folds, {split}",
                ["Trainer"] = request.Trainer,
                ["Features"] = request.NormalizeSpeakers ? "standardised by each speaker's own recordings, unlabelled, those under test too" : "of single recordings",
                ["Seed"] = request.Seed.ToString(CultureInfo.InvariantCulture),
            },
        };
        var outcome = new CrossValidationOutcome(_done, ClassificationOutcome.Join([.. _done.Select(fold => fold.Outcome)]));
        terminal.Track("report", 0, _ =>
        {
            Report report = _ml.Reports().Classification(outcome, options);
            if (_done.TrueForAll(fold => NetworkTransformer.FindAll(fold.Model).Count > 0))
                report = report.Append(_ml.Reports().Training([.. _done.Select(fold => (request.Folds == 1 ? "held out" : $"fold {fold.Fold + 1}", fold.Model))]));
            report.Save(path);
            return true;
        });
        terminal.Note($"saved {path}");
    }

    private IEstimator<ITransformer> Classifier(Action epochDone, bool final = false) => _recipe.Classifier(_ml, new EpochListener(terminal, epochDone), final, stop);

    private void Evaluate(IDataView features, PartProgress folds)
    {
        if (request.Folds == 1)
        {
            DataSplit split = request.BySpeaker
                ? _ml.Data.SplitBySpeaker(features, HeldOut, request.Seed)
                : _ml.Data.SplitStratified(features, HeldOut, request.Seed);
            ITransformer model = Classifier(folds.Step).Fit(split.TrainSet);
            stop.ThrowIfCancellationRequested();
            IDataView scored = model.Transform(split.TestSet);
            Add(new FoldOutcome(0, model, scored, ClassificationOutcome.Read(scored)));
            return;
        }
        var progress = new Listener<FoldOutcome>(fold =>
        {
            folds.End();
            Add(fold);
        });
        _ = request.BySpeaker
            ? _ml.MulticlassClassification.CrossValidateBySpeaker(features, Classifier(folds.Step), request.Folds, request.Seed, progress: progress, cancellation: stop)
            : _ml.MulticlassClassification.CrossValidateStratified(features, Classifier(folds.Step), request.Folds, request.Seed, progress: progress, cancellation: stop);
    }

    private void Add(FoldOutcome fold)
    {
        _done.Add(fold);
        string which = request.Folds == 1 ? "held out" : $"fold {fold.Fold + 1} of {request.Folds}";
        terminal.Note(string.Create(CultureInfo.InvariantCulture,
            $"{which}: UAR {fold.Outcome.Metrics.Uar:F3}, accuracy {fold.Outcome.Metrics.Accuracy:F3} on {fold.Outcome.Metrics.Rows} rows  [{_watch.Elapsed.TotalSeconds:F1} s]"));
    }

    private void Save(string path, SpeechCorpusReport corpus, IDataView features)
    {
        IDataView clips = _ml.Data.LoadFromEnumerable(corpus.Recordings);
        ITransformer extractor = _recipe.Features(_ml).Fit(clips);
        ITransformer classifier = terminal.Track("training on all rows", _recipe.Epochs, epoch => Classifier(epoch, final: true).Fit(features));
        // Of several networks that vote those after the one that was stopped have learned nothing.
        if (stop.IsCancellationRequested && NetworkTransformer.FindAll(classifier) is [var network])
            StoppedTraining.Keep(path, network.History, _recipe.Epochs, request.Info, terminal, Write);
        stop.ThrowIfCancellationRequested();
        Write(path, request.Info);

        void Write(string to, IReadOnlyDictionary<string, string> info)
        {
            _ml.Model.SaveBundle(new TransformerChain<ITransformer>(extractor, classifier), clips.Schema, to, info);
            terminal.Note($"saved {to} ({new FileInfo(to).Length / 1024:N0} KiB), trained on all rows");
        }
    }

    private ClassificationReport Report() => ClassificationReport.Create(
        new CrossValidationOutcome(_done, ClassificationOutcome.Join([.. _done.Select(fold => fold.Outcome)])), _watch.Elapsed.TotalSeconds);

    private void Write(string path, SpeechCorpusReport corpus, FeatureTable features, double featureSeconds, bool complete)
    {
        ClassificationReport report = Report();
        var facts = new
        {
            MeanOverFolds = new
            {
                Accuracy = report.Folds!.Average(fold => fold.Accuracy),
                Uar = report.Folds!.Average(fold => fold.Uar),
                MacroF1 = report.Folds!.Average(fold => fold.MacroF1),
            },
            Complete = complete,
            corpus.Corpus,
            request.Trainer,
            Split = request.BySpeaker ? "speaker" : "random",
            FoldCount = request.Folds,
            SpeakerNorm = request.NormalizeSpeakers,
            request.Seed,
            Failed = features.Problems.Count,
            FeatureSeconds = featureSeconds,
            request.Model,
        };
        JsonOutput.Write(path, report, facts, terminal);
    }
}

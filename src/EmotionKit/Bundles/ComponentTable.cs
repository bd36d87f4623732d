using System.Collections.Frozen;
using EmotionKit.Audio;
using EmotionKit.Credit;
using EmotionKit.Features;
using EmotionKit.Images;
using EmotionKit.Labels;
using EmotionKit.Onnx;
using EmotionKit.Rows;
using EmotionKit.Sequences;
using EmotionKit.Tabular;
using EmotionKit.Trainers;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;

namespace EmotionKit.Bundles;

/// <summary>The components that a bundle may name, and how each is read. Nothing else is ever activated.</summary>
internal static class ComponentTable
{
    /// <summary>Runs of Microsoft.ML's own transformers, in ML.NET's own model format.</summary>
    public const string MLNet = "MLNet";

    // Add a component by its line here, and have its transformer implement IBundledComponent under the same name.
    private static readonly FrozenDictionary<string, Func<ComponentReader, ITransformer>> Readers =
        new Dictionary<string, Func<ComponentReader, ITransformer>>
        {
            [MLNet] = MLNetComponent.Load,
            [LoadAudioTransformer.Name] = reader => new LoadAudioTransformer(reader),
            [TrimSilenceTransformer.Name] = reader => new TrimSilenceTransformer(reader),
            [RemoveSilenceTransformer.Name] = reader => new RemoveSilenceTransformer(reader),
            [ReduceNoiseTransformer.Name] = reader => new ReduceNoiseTransformer(reader),
            [AugmentAudioTransformer.Name] = reader => new AugmentAudioTransformer(reader),
            [MfccTransformer.Name] = reader => new MfccTransformer(reader),
            [MelSpectrogramTransformer.Name] = reader => new MelSpectrogramTransformer(reader),
            [SpectrogramTransformer.Name] = reader => new SpectrogramTransformer(reader),
            [DescriptorTransformer.Name] = reader => new DescriptorTransformer(reader),
            [AppendDeltasTransformer.Name] = reader => new AppendDeltasTransformer(reader),
            [AverageScoresTransformer.Name] = reader => new AverageScoresTransformer(reader),
            [ConcatenateFramesTransformer.Name] = reader => new ConcatenateFramesTransformer(reader),
            [PoolFramesTransformer.Name] = reader => new PoolFramesTransformer(reader),
            [PadSequenceTransformer.Name] = reader => new PadSequenceTransformer(reader),
            [StandardizeFramesTransformer.Name] = reader => new StandardizeFramesTransformer(reader),
            [EncodeLabelTransformer.Name] = reader => new EncodeLabelTransformer(reader),
            [DecodeLabelTransformer.Name] = reader => new DecodeLabelTransformer(reader),
            [LogisticRegressionTransformer.Name] = reader => new LogisticRegressionTransformer(reader),
            [BinaryLogisticRegressionTransformer.Name] = reader => new BinaryLogisticRegressionTransformer(reader),
            [ScorecardTransformer.Name] = reader => new ScorecardTransformer(reader),
            [StackingTransformer.Name] = reader => new StackingTransformer(reader),
            [VotingTransformer.Name] = reader => new VotingTransformer(reader),
            [CalibratedTransformer.Name] = reader => new CalibratedTransformer(reader),
            [NetworkTransformer.LstmName] = reader => NetworkTransformer.Load<LstmOptions>(reader, NetworkTransformer.LstmName),
            [NetworkTransformer.CnnLstmName] = reader => NetworkTransformer.Load<CnnLstmOptions>(reader, NetworkTransformer.CnnLstmName),
            [NetworkTransformer.DigitCnnName] = reader => NetworkTransformer.Load<DigitCnnOptions>(reader, NetworkTransformer.DigitCnnName),
            [NetworkTransformer.NetworkName] = reader => NetworkTransformer.Load<NetworkOptions>(reader, NetworkTransformer.NetworkName),
            [RandomForestTransformer.Name] = reader => new RandomForestTransformer(reader),
            [GradientBoostingTransformer.Name] = reader => new GradientBoostingTransformer(reader),
            [OnnxScoringTransformer.Name] = OnnxScoringTransformer.Load,
            [AddChannelTransformer.Name] = reader => new AddChannelTransformer(reader),
            [ScaleRobustTransformer.Name] = reader => new ScaleRobustTransformer(reader),
            [ScaleStandardTransformer.Name] = reader => new ScaleStandardTransformer(reader),
            [ScaleMinMaxTransformer.Name] = reader => new ScaleMinMaxTransformer(reader),
            [ImputeMissingTransformer.Name] = reader => new ImputeMissingTransformer(reader),
            [ClipOutliersTransformer.Name] = reader => new ClipOutliersTransformer(reader),
            [SelectByCorrelationTransformer.Name] = reader => new SelectByCorrelationTransformer(reader),
            [EncodeCategoriesTransformer.Name] = reader => new EncodeCategoriesTransformer(reader),
            [LoadDigitImagesTransformer.Name] = reader => new LoadDigitImagesTransformer(reader),
            [NormalizeImagesTransformer.Name] = reader => new NormalizeImagesTransformer(reader),
            [AugmentImagesTransformer.Name] = reader => new AugmentImagesTransformer(reader),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Readers.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="BundleFormatException">No component has this name.</exception>
    public static Func<ComponentReader, ITransformer> Find(string name) =>
        Readers.TryGetValue(name, out Func<ComponentReader, ITransformer>? reader)
            ? reader
            : throw new BundleFormatException(
                $"The bundle names the component '{name}', which this version of EmotionKit does not have{NearestName.Hint(name, Names)} A later version may.");
}

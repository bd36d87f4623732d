using System.Text.Json;
using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Scorecards;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>Scores rows with a points-based scorecard; see <c>ml.BinaryClassification.Trainers.Scorecard</c>.</summary>
public sealed class ScorecardTransformer : RowTransformer
{
    internal const string Name = "Scorecard";

    /// <summary>The column with the sum of the points.</summary>
    internal const string Points = "Points";

    private const string CardEntry = "card.json";

    internal ScorecardTransformer(Scorecard card) => Card = card;

    internal ScorecardTransformer(ComponentReader reader)
    {
        ScorecardColumn[]? columns;
        try
        {
            columns = JsonSerializer.Deserialize<ScorecardColumn[]>(reader.Entry(CardEntry), OptionsJson.Settings);
        }
        catch (JsonException e)
        {
            throw reader.Damaged($"entry '{CardEntry}': {e.Message}", e);
        }
        if (columns is null || Array.Exists(columns, c => string.IsNullOrEmpty(c?.Name) || c.Bins is null || c.Bins.Any(b => b?.Categories is null)))
            throw reader.Damaged($"entry '{CardEntry}': expected columns with bins");
        Card = new Scorecard(reader.Options<ScorecardOptions>(), columns);
    }

    /// <summary>The card: columns, bins and points.</summary>
    public Scorecard Card { get; }

    internal override string ComponentName => Name;

    internal static MappedColumn[] Outputs() =>
        [.. ScoreColumns.Of(ClassificationTask.Binary, 2, null), new MappedColumn(Points, NumberDataViewType.Single)];

    internal override void Save(ComponentWriter writer)
    {
        writer.Options(Card.Options);
        writer.Entry(CardEntry, JsonSerializer.SerializeToUtf8Bytes(Card.Columns, OptionsJson.Settings));
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        int[] inputs = new int[Card.Columns.Count];
        for (int c = 0; c < inputs.Length; c++)
        {
            DataViewSchema.Column column = ColumnLookup.Find(schema, Card.Columns[c].Name, ScorecardEstimator.InputRule, Name);
            bool numeric = column.Type.RawType == typeof(float);
            if (numeric != Card.Columns[c].IsNumeric)
                throw ColumnLookup.WrongType(Name, column.Name, Card.Columns[c].IsNumeric ? "Single" : "Text or Boolean", TypeText.Of(column.Type));
            inputs[c] = column.Index;
        }
        Type[] types = Array.ConvertAll(inputs, i => schema[i].Type.RawType);
        return new KernelStage(Name, schema, inputs, () => new Kernel(Card, types), Outputs());
    }

    private sealed class Kernel(Scorecard card, Type[] types) : RowKernel
    {
        private readonly double[] _neutral = [.. card.Columns.Select(card.NeutralPoints)];

        public override void Run(in RowCells cells)
        {
            double points = 0;
            for (int c = 0; c < types.Length; c++)
            {
                ScorecardColumn column = card.Columns[c];
                ScorecardBin? bin = types[c] == typeof(float) ? column.Find(cells.Input<float>(c))
                    : types[c] == typeof(bool) ? column.Find(ScorecardValues.Of(cells.Input<bool>(c)))
                    : column.Find(cells.Input<ReadOnlyMemory<char>>(c).Span);
                points += bin?.Points ?? _neutral[c];
            }
            ScoreColumns.Write(cells, BinaryPrediction.OfLogOdds(card.LogOddsOf(points)));
            cells.Output<float>(3) = (float)points;
        }
    }
}

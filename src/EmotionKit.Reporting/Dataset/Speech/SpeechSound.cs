namespace EmotionKit.Reporting;

/// <summary>How the recordings sound, as far as that can be measured: length, level, clipping, silence, rates, and mean MFCC.</summary>
internal static class SpeechSound
{
    public static ReportSection Build(ClipFacts[] clips)
    {
        var parts = new List<ReportPart>();
        Add(GroupCharts.Histogram("Length", "Bars: how many recordings have which length in seconds.", "seconds", "0.##", clips.Select(c => c.Measures!.Seconds)));
        Add(GroupCharts.Boxes("Length per class", "Boxes: quartiles of the length of each class' recordings; whiskers reach from the 5th to the 95th percentile.", "class", "seconds", "0.00", clips.Select(c => (c.Label, c.Measures!.Seconds))));
        Add(GroupCharts.Histogram("Level", "Bars: how many recordings have which root-mean-square level in dBFS.", "dBFS RMS", "0.#", clips.Select(c => c.Measures!.RmsDb)));
        Add(GroupCharts.Boxes("Level per class", "Boxes: quartiles of the level of each class' recordings; whiskers reach from the 5th to the 95th percentile.", "class", "dBFS RMS", "0.0", clips.Select(c => (c.Label, c.Measures!.RmsDb))));
        Add(GroupCharts.Histogram("Peak", "Bars: how many recordings have which greatest sample in dBFS; 0 is full scale.", "dBFS peak", "0.#", clips.Select(c => c.Measures!.PeakDb)));
        Add(GroupCharts.Boxes("Silence per class", "Boxes: quartiles of the share of each class' recordings that is silent; whiskers reach from the 5th to the 95th percentile.", "class", "share that is silent", "0.00", clips.Select(c => (c.Label, c.Measures!.Silence))));
        Add(GroupCharts.Counts("Sample rates", "Bars: how many recordings have which sample rate.", "Hz", "recordings", clips.Select(c => c.Measures!.SampleRate.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        parts.Add(new ReportTable(
            "Formats", [new("format", "format"), new("rows", "recordings"), new("clipped", "clipped"), new("minutes", "minutes") { Format = "0.0" }],
            [.. clips.GroupBy(c => c.Measures!.Format, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new object?[] { g.Key, g.Count(), g.Count(c => c.Measures!.Clipped > 0), g.Sum(c => c.Measures!.Seconds) / 60 })]));
        return new ReportSection("Length, level and silence", parts)
        {
            Text = "Levels are of all channels, relative to full scale. A frame of 40 ms is silent at 30 dB or more below the recording's loudest. "
                + "Classes that differ here can be told apart without listening to the voice.",
        };

        void Add(ReportChart? chart)
        {
            if (chart is not null)
                parts.Add(chart);
        }
    }

    /// <summary>How far the mean MFCC of each class lie from those of all recordings; null without any.</summary>
    public static ReportSection? Features(ClipFacts[] clips)
    {
        ClipFacts[] heard = [.. clips.Where(c => c.Measures!.Mfcc is not null)];
        if (heard.Length == 0)
            return null;
        TableColumn label = new("label", "class"), coefficient = new("coefficient", "coefficient"), mean = new("mean", "mean") { Format = "0.00" }, distance = new("distance", "deviations from the mean") { Format = "0.00" };
        double[] all = Means(heard);
        double[] deviations = new double[ClipMeter.Coefficients];
        foreach (ClipFacts clip in heard)
        {
            for (int k = 0; k < deviations.Length; k++)
                deviations[k] += Math.Pow(clip.Measures!.Mfcc![k] - all[k], 2);
        }
        var rows = new List<IReadOnlyList<object?>>();
        double farthest = 0.5;
        foreach (IGrouping<string, ClipFacts> one in heard.GroupBy(c => c.Label, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            double[] means = Means([.. one]);
            for (int k = 0; k < means.Length; k++)
            {
                double deviation = Math.Sqrt(deviations[k] / heard.Length), away = deviation > 0 ? (means[k] - all[k]) / deviation : 0;
                farthest = Math.Max(farthest, Math.Abs(away));
                rows.Add([one.Key, $"c{k}", means[k], away]);
            }
        }
        const string Title = "Mean MFCC per class";
        int classes = rows.Count / ClipMeter.Coefficients;
        return new ReportSection(
            "MFCC",
            [
                new ReportChart(
                    Title, "Cells: how far the mean of each coefficient over a class' recordings lies from that over all recordings, in standard deviations of the recordings.",
                    new ReportTable(Title, [label, coefficient, mean, distance], rows),
                    ChartSpec.Heatmap(coefficient, label, distance, classes, "+.1f", -farthest, farthest, diverging: true, titles: false, columns: ClipMeter.Coefficients)),
            ])
        {
            Text = "13 coefficients as librosa computes them, at 16 kHz with frames of 32 ms every 16 ms and 40 bands, averaged over each recording. c0 is loudness, c1 the tilt of the spectrum.",
        };
    }

    private static double[] Means(ClipFacts[] clips)
    {
        double[] means = new double[ClipMeter.Coefficients];
        foreach (ClipFacts clip in clips)
        {
            for (int k = 0; k < means.Length; k++)
                means[k] += clip.Measures!.Mfcc![k] / clips.Length;
        }
        return means;
    }
}

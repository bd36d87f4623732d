using System.Globalization;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>The <c>compare</c> verb: one line per comparison.</summary>
internal static class Compare
{
    private const int Rounds = 3;

    public static int Run(string[] names)
    {
        IReadOnlyList<Comparison> all = AllComparisons.Create();
        if (names is ["--list"])
        {
            foreach (Comparison comparison in all)
                Console.WriteLine(comparison.Name);
            return 0;
        }
        List<Comparison> chosen = [.. all.Where(c => names.Length == 0 || names.Any(n => c.Name.StartsWith(n, StringComparison.OrdinalIgnoreCase)))];
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine($"No comparison begins with {string.Join(" or ", names)}; --list shows their names.");
            return 2;
        }

        Console.WriteLine("name | ours | peer | ratio | target | verdict");
        bool missing = false, fellShort = false;
        foreach (Comparison comparison in chosen)
        {
            try
            {
                fellShort |= !(comparison.Unit == ComparisonUnit.Seconds ? Line(comparison) : Accuracy(comparison));
            }
            catch (MissingPeerException e)
            {
                missing = true;
                Console.WriteLine($"{comparison.Name} | not run: {e.Message} (compare.sh --install installs the peers)");
            }
        }
        return missing ? 3 : fellShort ? 1 : 0;
    }

    /// <summary>Ours and the peer in turns, so that a slow phase of the machine meets both; the best round of each counts.</summary>
    private static bool Line(Comparison comparison)
    {
        double ours = double.PositiveInfinity, peer = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            peer = Math.Min(peer, comparison.Peer());
            ours = Math.Min(ours, comparison.Ours());
        }
        double ratio = peer / ours;
        bool reached = ratio >= comparison.Target;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{comparison.Name} | {Time(ours)} | {Time(peer)} | {ratio:0.00} | {comparison.Target:0.##} | {(reached ? "ok" : "SHORT")}"));
        return reached;
    }

    /// <summary>Fixed seeds: one run says it all. The fourth field is the difference.</summary>
    private static bool Accuracy(Comparison comparison)
    {
        double peer = comparison.Peer();
        double ours = comparison.Ours();
        bool reached = ours - peer >= comparison.Target;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{comparison.Name} | {ours:0.0000} | {peer:0.0000} | {ours - peer:+0.0000;-0.0000} | {comparison.Target:0.####} | {(reached ? "ok" : "SHORT")}"));
        return reached;
    }

    private static string Time(double seconds) => seconds switch
    {
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} s"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.000} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0.0} us"),
    };
}

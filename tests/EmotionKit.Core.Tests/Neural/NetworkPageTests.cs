using System.Text.Json;
using System.Text.RegularExpressions;
using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>docs/networks.md says what is so.</summary>
public partial class NetworkPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "networks.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Its_json_is_a_network()
    {
        var network = NetworkDefinition.FromJson(Json().Match(Page).Groups[1].Value);
        Assert.Equal(new Shape(6), network.Bind(new Shape(180, 40), 6).OutputShape);
    }

    [Fact]
    public void Every_layer_and_every_setting_is_named()
    {
        foreach (string kind in LayerKinds.Known)
        {
            Assert.Contains($"`{kind}`", Page, StringComparison.Ordinal);
            foreach (System.Reflection.PropertyInfo setting in LayerKinds.Find(kind)!.GetProperties().Where(p => p.CanWrite))
                Assert.Contains($"`{JsonNamingPolicy.CamelCase.ConvertName(setting.Name)}`", Page, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EmotionKit.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}

#:property PublishAot=false
// Checks what `dotnet pack` made: the expected packages, their dependencies, licence, readme and documentation.
//   dotnet run eng/check-packages.cs -- artifacts/packages polyfill|nuget
using System.IO.Compression;
using System.Xml.Linq;

if (args is not [string folder, "polyfill" or "nuget"])
{
    Console.Error.WriteLine("usage: check-packages FOLDER polyfill|nuget");
    return 2;
}
bool polyfill = args[1] == "polyfill";
string suffix = polyfill ? "-polyfill" : "";
string[] mlnet = polyfill ? ["EmotionKit.Polyfill.MLNet", "EmotionKit.Polyfill.OnnxRuntime"] : ["Microsoft.ML", "Microsoft.ML.OnnxRuntime.Gpu"];

// What carries ONNX Runtime's libraries carries their licences.
string[] notices = polyfill ? ["licenses/onnxruntime/LICENSE", "licenses/onnxruntime/ThirdPartyNotices.txt"] : [];

// Package, the dependencies it must name, and the files it must hold beside README.md.
var expected = new Dictionary<string, (string[] Dependencies, string[] Files)>
{
    ["EmotionKit.Core"] = (["Google.Protobuf"], ["lib/net10.0/EmotionKit.Core.dll", "lib/net10.0/EmotionKit.Core.xml"]),
    ["EmotionKit"] = (["EmotionKit.Core", .. mlnet], ["lib/net10.0/EmotionKit.dll", "lib/net10.0/EmotionKit.xml"]),
    ["EmotionKit.Reporting"] = (["EmotionKit"], ["lib/net10.0/EmotionKit.Reporting.dll", "lib/net10.0/EmotionKit.Reporting.xml"]),
    ["EmotionKit.Models"] = (["EmotionKit"], ["lib/net10.0/EmotionKit.Models.dll", "lib/net10.0/EmotionKit.Models.xml"]),
    ["EmotionKit.Cli"] = ([], ["tools/net10.0/any/DotnetToolSettings.xml", "tools/net10.0/any/EmotionKit.Cli.dll", .. notices]),
};
if (polyfill)
{
    expected["EmotionKit.Polyfill.MLNet"] = ([], ["lib/net10.0/Microsoft.ML.dll"]);
    expected["EmotionKit.Polyfill.OnnxRuntime"] = ([], ["lib/net10.0/Microsoft.ML.OnnxRuntime.dll", "runtimes/linux-x64/native/libonnxruntime.so", "LICENSE", "ThirdPartyNotices.txt"]);
}
else
{
    expected["EmotionKit.Interop"] = (["EmotionKit", "NWaves"], ["lib/net10.0/EmotionKit.Interop.dll", "lib/net10.0/EmotionKit.Interop.xml"]);
}

var faults = new List<string>();
var found = new HashSet<string>();
foreach (string path in Directory.GetFiles(folder, "*.nupkg").Order())
{
    using ZipArchive package = ZipFile.OpenRead(path);
    ZipArchiveEntry? entry = package.Entries.FirstOrDefault(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
    if (entry is null)
    {
        faults.Add($"{Path.GetFileName(path)}: no nuspec");
        continue;
    }
    using Stream stream = entry.Open();
    XElement metadata = XDocument.Load(stream).Root!.Elements().First(e => e.Name.LocalName == "metadata");
    string? Value(string name) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    string id = Value("id")!;
    string version = Value("version")!;
    string[] dependencies = [.. metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value)];
    HashSet<string> files = [.. package.Entries.Select(e => e.FullName)];
    Console.WriteLine($"{id} {version}: {new FileInfo(path).Length / 1024:N0} KiB, {files.Count} files, needs {(dependencies.Length == 0 ? "nothing" : string.Join(", ", dependencies))}");

    found.Add(id);
    if (!expected.TryGetValue(id, out var wanted))
    {
        faults.Add($"{id}: not a package that should be made");
        continue;
    }
    if (version.EndsWith("-polyfill", StringComparison.Ordinal) != polyfill)
        faults.Add($"{id}: version {version}, expected {(polyfill ? "the suffix -polyfill" : "no suffix -polyfill")}");
    if (string.IsNullOrEmpty(Value("license")) || string.IsNullOrEmpty(Value("description")) || Value("readme") != "README.md")
        faults.Add($"{id}: the nuspec lacks licence, description or readme");
    foreach (string name in wanted.Dependencies.Except(dependencies))
        faults.Add($"{id}: expected a dependency on {name}");
    foreach (string name in dependencies.Where(d => d.StartsWith("EmotionKit", StringComparison.Ordinal) && !expected.ContainsKey(d)))
        faults.Add($"{id}: depends on {name}, which is not packed");
    foreach (string name in wanted.Files.Append("README.md").Except(files))
        faults.Add($"{id}: lacks {name}");
}
faults.AddRange(expected.Keys.Except(found).Select(id => $"{id}: not packed (version suffix '{suffix}')"));

foreach (string fault in faults)
    Console.Error.WriteLine(fault);
return faults.Count == 0 ? 0 : 1;

// Writes the reference of the public API, a page per namespace:
//   dotnet run -c Release --project eng/ApiReference
using EmotionKit.ApiReference;

DirectoryInfo? root = new(AppContext.BaseDirectory);
while (root is not null && !File.Exists(Path.Combine(root.FullName, "EmotionKit.sln")))
    root = root.Parent;
if (root is null)
{
    Console.Error.WriteLine("error: run it inside the repository.");
    return 1;
}

var reference = new Reference();
string folder = Path.Combine(root.FullName, Reference.Folder);
Directory.CreateDirectory(folder);
foreach (string stale in Directory.GetFiles(folder, "*.md").Where(path => !reference.Pages.ContainsKey(Path.GetFileName(path))))
    File.Delete(stale);
foreach ((string name, string text) in reference.Pages)
    File.WriteAllText(Path.Combine(folder, name), text);
Console.WriteLine($"{Reference.Folder}: {reference.Pages.Count} pages");
foreach (string member in reference.Undocumented)
    Console.Error.WriteLine($"no comment: {member}");
return reference.Undocumented.Count == 0 ? 0 : 1;

using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>Compiles blocks of a page as a reader would try them: as a program with every namespace of EmotionKit imported, after the types of
/// the blocks before. What a page takes for granted, such as <c>ml</c>, is declared here; locals of the same name hide it.</summary>
internal sealed class BlockCompiler
{
    private const string Given = """
        public static MLContext ml;
        public static IDataView data, clips, train, test, scored;
        public static ITransformer model;
        public static IEstimator<ITransformer> pipeline;
        public static float[] samples, output, chunk, buffer;
        public static System.IO.Stream stream;
        public static string path, folder, file;
        public static long row;
        public static void Use(System.ReadOnlySpan<float> values) { }
        """;

    // Where two namespaces have the name, pages mean this one; one that means the other writes it out.
    private const string Preferred = "global using Resampler = EmotionKit.Signal.Resampler;\n";

    private static readonly string[] Implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks", "Microsoft.ML", "Microsoft.ML.Data"];

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private readonly MetadataReference[] _references;
    private readonly string _usings;
    private readonly List<MemberDeclarationSyntax> _types = [];

    public BlockCompiler()
    {
        string[] paths = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        _references = [.. paths.Select(path => MetadataReference.CreateFromFile(path))];
        IEnumerable<string> ours = new[] { typeof(Execution).Assembly, typeof(RowException).Assembly, typeof(Reporting.ReportCatalog).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes()).Select(type => type.Namespace!).Where(name => name.StartsWith("EmotionKit", StringComparison.Ordinal));
        _usings = string.Concat(Implicit.Concat(ours).Distinct(StringComparer.Ordinal).Select(name => $"global using {name};\n")) + Preferred;
    }

    /// <summary>What the compiler says against a block, with lines of the page.</summary>
    public string[] Errors(CodeBlock block)
    {
        var code = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(block.Code, Parsing).GetRoot();
        bool isProgram = code.Members.Any(member => member is GlobalStatementSyntax);
        var context = new StringBuilder(_usings).AppendLine("global using static PageContext;").AppendLine("public static class PageContext {").AppendLine(Given);
        foreach (string field in block.Given.Split(", ", StringSplitOptions.RemoveEmptyEntries))
            context.AppendLine($"public static {field};");
        context.AppendLine("}");
        foreach (MemberDeclarationSyntax type in _types)
            context.AppendLine(type.ToFullString());
        var compilation = CSharpCompilation.Create(
            "page",
            [CSharpSyntaxTree.ParseText(context.ToString(), Parsing), code.SyntaxTree],
            _references,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
        _types.AddRange(code.Members.Where(member => member is BaseTypeDeclarationSyntax));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic =>
            $"line {block.Line + (diagnostic.Location.SourceTree == code.SyntaxTree ? diagnostic.Location.GetLineSpan().StartLinePosition.Line : 0)}: {diagnostic.GetMessage()}")];
    }
}

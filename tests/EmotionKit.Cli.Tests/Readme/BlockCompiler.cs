using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>Compiles blocks of a page as a reader would try them: as a program with every namespace of EmotionKit imported, where the variables and
/// types of the blocks before are known. What a page takes for granted, such as <c>ml</c>, is declared here; locals of the same name hide it.</summary>
internal sealed class BlockCompiler
{
    private const string Given =
        "MLContext ml, IDataView data, IDataView rows, IDataView clips, IDataView train, IDataView test, IDataView scored, ITransformer model, "
        + "IEstimator<ITransformer> pipeline, float[] samples, float[] output, float[] chunk, float[] buffer, Stream stream, string path, "
        + "string folder, string file, long row";

    private const string Methods = "public static void Use(ReadOnlySpan<float> values) { }";

    // Where two namespaces have the name, pages mean this one; one that means the other writes it out.
    private const string Preferred = "global using Resampler = EmotionKit.Signal.Resampler;\n";

    private static readonly string[] Implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks", "Microsoft.ML", "Microsoft.ML.Data"];

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private readonly MetadataReference[] _references;
    private readonly string _usings;
    private readonly List<MemberDeclarationSyntax> _types = [];
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    public BlockCompiler()
    {
        Declare(Given);
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
        var context = new StringBuilder(_usings).AppendLine("global using static PageContext;").AppendLine("public static class PageContext {").AppendLine(Methods);
        Declare(block.Given);
        foreach ((string name, string type) in _fields)
            context.AppendLine($"public static {type} {name};");
        context.AppendLine("}");
        foreach (MemberDeclarationSyntax type in _types)
            context.AppendLine(type.ToFullString());
        var compilation = CSharpCompilation.Create(
            "page",
            [CSharpSyntaxTree.ParseText(context.ToString(), Parsing), code.SyntaxTree],
            _references,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
        DeclareLocals(compilation.GetSemanticModel(code.SyntaxTree), code);
        _types.AddRange(code.Members.Where(member => member is BaseTypeDeclarationSyntax));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic =>
            $"line {block.Line + (diagnostic.Location.SourceTree == code.SyntaxTree ? diagnostic.Location.GetLineSpan().StartLinePosition.Line : 0)}: {diagnostic.GetMessage()}")];
    }

    private void Declare(string given)
    {
        foreach (string field in given.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            int space = field.LastIndexOf(' ');
            _fields[field[(space + 1)..]] = field[..space];
        }
    }

    private void DeclareLocals(SemanticModel semantics, CompilationUnitSyntax code)
    {
        foreach (SyntaxNode node in code.DescendantNodes().Where(node => node is VariableDeclaratorSyntax or SingleVariableDesignationSyntax))
        {
            if (semantics.GetDeclaredSymbol(node) is ILocalSymbol { ContainingSymbol.Name: "<Main>$", Type: { IsRefLikeType: false, TypeKind: not TypeKind.Error } type } local)
                _fields[local.Name] = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        }
    }
}

using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>Compiles blocks of a page as a reader would try them: as a program with every namespace of EmotionKit imported, where the variables and
/// types of the blocks before are known. What a page takes for granted, such as <c>ml</c>, is declared here; locals of the same name hide it.</summary>
internal sealed class BlockCompiler
{
    /// <summary>The class whose static fields are the variables that a block may use.</summary>
    public const string Context = "PageContext";

    private const string Given =
        "MLContext ml, IDataView data, IDataView rows, IDataView clips, IDataView train, IDataView test, IDataView scored, ITransformer model, "
        + "IEstimator<ITransformer> pipeline, float[] samples, float[] output, float[] chunk, float[] buffer, Stream stream, string path, "
        + "string folder, string file, long row";

    private const string Methods = "public static void Use(ReadOnlySpan<float> values) { }";

    private static readonly string[] Implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks", "Microsoft.ML", "Microsoft.ML.Data"];

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly string Usings = string.Concat(Implicit.Concat(OurNamespaces()).Distinct(StringComparer.Ordinal).Select(name => $"global using {name};\n"));

    private readonly List<MemberDeclarationSyntax> _types = [];
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    public BlockCompiler() => Declare(Given);

    /// <summary>What the compiler says against a block, with lines of the page.</summary>
    public string[] Errors(CodeBlock block)
    {
        Compilation compilation = Compile(block, rewriter: null);
        SyntaxTree code = compilation.SyntaxTrees.Last();
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic =>
            $"line {block.Line + (diagnostic.Location.SourceTree == code ? diagnostic.Location.GetLineSpan().StartLinePosition.Line : 0)}: {diagnostic.GetMessage()}")];
    }

    /// <summary>A block as a program that leaves its variables in the fields of <see cref="Context"/>.</summary>
    /// <param name="block">The block; those before it have been given to this compiler too.</param>
    /// <param name="rewriter">Changes it first.</param>
    public byte[] Program(CodeBlock block, CSharpSyntaxRewriter rewriter)
    {
        using var assembly = new MemoryStream();
        var result = Compile(block, rewriter).Emit(assembly);
        return result.Success ? assembly.ToArray() : throw new InvalidOperationException($"line {block.Line}: {string.Join('\n', result.Diagnostics)}");
    }

    private CSharpCompilation Compile(CodeBlock block, CSharpSyntaxRewriter? rewriter)
    {
        Declare(block.Given);
        SyntaxTree code = CSharpSyntaxTree.ParseText(block.Code, Parsing);
        CSharpCompilation compilation = Create(code);
        SemanticModel semantics = compilation.GetSemanticModel(code);
        var root = (CompilationUnitSyntax)code.GetRoot();
        (string Name, string Type, bool IsTopLevel)[] locals = [.. Locals(semantics, root)];
        foreach ((string name, string type, _) in locals)
            _fields[name] = type;
        if (rewriter is not null)
            compilation = Create(Changed(root, rewriter, locals));
        _types.AddRange(root.Members.Where(member => member is BaseTypeDeclarationSyntax));
        return compilation;
    }

    private static SyntaxTree Changed(CompilationUnitSyntax root, CSharpSyntaxRewriter rewriter, (string Name, string Type, bool IsTopLevel)[] locals)
    {
        string kept = string.Concat(locals.Where(local => local.IsTopLevel).Select(local => $"{Context}.{local.Name} = {local.Name};\n"));
        var statements = ((CompilationUnitSyntax)CSharpSyntaxTree.ParseText(kept, Parsing).GetRoot()).Members;
        var changed = (CompilationUnitSyntax)rewriter.Visit(root);
        int end = changed.Members.TakeWhile(member => member is GlobalStatementSyntax).Count();
        string text = changed.WithMembers(changed.Members.InsertRange(end, statements)).ToFullString();
        return CSharpSyntaxTree.ParseText(text, Parsing);
    }

    private CSharpCompilation Create(SyntaxTree code)
    {
        bool isProgram = ((CompilationUnitSyntax)code.GetRoot()).Members.Any(member => member is GlobalStatementSyntax);
        var context = new StringBuilder(Usings).AppendLine($"global using static {Context};").AppendLine($"public static class {Context} {{").AppendLine(Methods);
        foreach ((string name, string type) in _fields)
            context.AppendLine($"public static {type} {name};");
        context.AppendLine("}");
        foreach (MemberDeclarationSyntax type in _types)
            context.AppendLine(type.ToFullString());
        return CSharpCompilation.Create(
            $"page-{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(context.ToString(), Parsing), code],
            References,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
    }

    private static IEnumerable<string> OurNamespaces() =>
        new[] { typeof(Execution).Assembly, typeof(RowException).Assembly, typeof(Reporting.ReportCatalog).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes()).Select(type => type.Namespace!).Where(name => name.StartsWith("EmotionKit", StringComparison.Ordinal));

    private void Declare(string given)
    {
        foreach (string field in given.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            int space = field.LastIndexOf(' ');
            _fields[field[(space + 1)..]] = field[..space];
        }
    }

    private static IEnumerable<(string Name, string Type, bool IsTopLevel)> Locals(SemanticModel semantics, CompilationUnitSyntax code)
    {
        foreach (SyntaxNode node in code.DescendantNodes().Where(node => node is VariableDeclaratorSyntax or SingleVariableDesignationSyntax))
        {
            if (semantics.GetDeclaredSymbol(node) is ILocalSymbol { ContainingSymbol.Name: "<Main>$", Type: { IsRefLikeType: false, TypeKind: not TypeKind.Error } type } local)
                yield return (local.Name, type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), IsKept(node));
        }
    }

    /// <summary>Whether a local is still there at the end of the block.</summary>
    private static bool IsKept(SyntaxNode node) => node.FirstAncestorOrSelf<StatementSyntax>() is { Parent: GlobalStatementSyntax } statement
        && statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 };
}

using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>Runs blocks of a page one after the other in this process: each finds the variables that the blocks before it left. Names of files in them are of the
/// page's folder.</summary>
internal sealed class PageRunner
{
    private readonly BlockCompiler _compiler = new();
    private readonly PageFolder _folder;
    private readonly Dictionary<string, object> _values;

    public PageRunner(PageFolder folder)
    {
        _folder = folder;
        _values = new Dictionary<string, object>(folder.Given, StringComparer.Ordinal);
    }

    /// <summary>What blocks before left under a name.</summary>
    public object Value(string name) => _values[name];

    public void Run(CodeBlock block)
    {
        var program = Assembly.Load(_compiler.Program(block, new InFolder(_folder)));
        FieldInfo[] fields = program.GetType(BlockCompiler.Context)!.GetFields(BindingFlags.Public | BindingFlags.Static);
        foreach (FieldInfo field in fields)
        {
            // A value of a type that a block declares is of that block's program.
            if (_values.TryGetValue(field.Name, out object? value) && field.FieldType.IsInstanceOfType(value))
                field.SetValue(null, value);
        }
        if (program.EntryPoint is null)
            return;
        try
        {
            object?[]? arguments = program.EntryPoint.GetParameters().Length > 0 ? [Array.Empty<string>()] : null;
            program.EntryPoint.Invoke(null, arguments);
        }
        catch (TargetInvocationException e)
        {
            throw new InvalidOperationException($"the block of line {block.Line} throws: {e.InnerException!.Message}", e.InnerException);
        }
        foreach (FieldInfo field in fields)
        {
            if (field.GetValue(null) is { } value)
                _values[field.Name] = value;
        }
    }

    /// <summary>Puts the folder before names of files.</summary>
    private sealed class InFolder(PageFolder folder) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitLiteralExpression(LiteralExpressionSyntax node) =>
            node.IsKind(SyntaxKind.StringLiteralExpression) && folder.IsName(node.Token.ValueText)
                ? SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(folder[node.Token.ValueText])).WithTriviaFrom(node)
                : base.VisitLiteralExpression(node);
    }
}

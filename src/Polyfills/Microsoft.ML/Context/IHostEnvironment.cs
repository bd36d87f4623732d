namespace Microsoft.ML.Runtime;

/// <summary>The environment of ML.NET's components; an <see cref="MLContext"/> is one.</summary>
public interface IHostEnvironment
{
}

namespace Microsoft.ML;

/// <summary>Reads a value of the current row into a variable, whose buffers are reused where possible.</summary>
/// <typeparam name="TValue">The type that represents the column's values.</typeparam>
/// <param name="value">Receives the value.</param>
public delegate void ValueGetter<TValue>(ref TValue value);

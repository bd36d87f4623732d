using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>A component bound to one input schema: which columns it reads, which it adds.</summary>
/// <remarks>A stage only adds columns, so a column keeps its index through any number of stages. Immutable and shared by
/// every cursor; what changes lives in kernels.</remarks>
internal abstract class MappedStage
{
    /// <param name="component">The component's name, for messages.</param>
    /// <param name="input">The schema bound to.</param>
    /// <param name="inputs">Indices, in <paramref name="input"/>, of the columns read.</param>
    /// <param name="outputs">The columns added, in order.</param>
    protected MappedStage(string component, DataViewSchema input, int[] inputs, params MappedColumn[] outputs)
    {
        Component = component;
        InputSchema = input;
        Inputs = inputs;
        Outputs = outputs;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        foreach (MappedColumn output in outputs)
            builder.AddColumn(output.Name, output.Type, output.Annotations);
        OutputSchema = builder.ToSchema();
    }

    /// <summary>A stage that does the work of <paramref name="other"/> in another way: the same schemas, by reference.</summary>
    protected MappedStage(MappedStage other)
    {
        Component = other.Component;
        InputSchema = other.InputSchema;
        Inputs = other.Inputs;
        Outputs = other.Outputs;
        OutputSchema = other.OutputSchema;
    }

    public string Component { get; }

    public DataViewSchema InputSchema { get; }

    /// <summary>One object for the life of the stage: ML.NET compares schemas by reference.</summary>
    public DataViewSchema OutputSchema { get; private set; }

    public int[] Inputs { get; }

    public MappedColumn[] Outputs { get; }

    /// <summary>Index of the first added column in <see cref="OutputSchema"/>, and in every schema built on it.</summary>
    public int FirstOutput => InputSchema.Count;

    /// <summary>Takes over the output schema of an earlier stage of the same component and input, before anybody has seen this one's.</summary>
    public void ContinueAs(DataViewSchema output) => OutputSchema = output;

    /// <summary>True where <see cref="Drops"/> can be: the stage then runs whatever columns are asked for, so that every
    /// cursor of a view sees the same rows.</summary>
    public virtual bool MayDropRows => false;

    /// <summary>Whether a row that failed with <paramref name="error"/> leaves the view instead of failing its cursor.</summary>
    public virtual bool Drops(Exception error) => false;

    /// <summary>Told of each dropped row, in order, on the thread that reads the cursor.</summary>
    public virtual void Dropped(RowException error)
    {
    }

    /// <summary>A worker's own computation, with its scratch memory. One thread at a time uses it.</summary>
    public abstract RowKernel CreateKernel();

    /// <summary>The columns of the input schema that are needed for <paramref name="columns"/> of the output schema.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(IEnumerable<DataViewSchema.Column> columns)
    {
        bool[] needed = new bool[InputSchema.Count];
        foreach (DataViewSchema.Column column in columns)
        {
            ColumnLookup.RequireOwn(OutputSchema, column);
            if (column.Index < FirstOutput)
            {
                needed[column.Index] = true;
                continue;
            }
            foreach (int input in Inputs)
                needed[input] = true;
        }
        for (int i = 0; i < needed.Length; i++)
        {
            if (needed[i])
                yield return InputSchema[i];
        }
    }
}

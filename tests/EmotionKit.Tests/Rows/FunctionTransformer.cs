using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Rows;

/// <summary>A row component made of a function, which counts what is made and run of it.</summary>
internal sealed class FunctionTransformer(string output, string input, Func<float, long, float> map) : RowTransformer
{
    private int _runs;
    private int _kernels;
    private int _running;
    private int _mostRunning;
    private int _disposed;

    public int Runs => _runs;

    public int Kernels => _kernels;

    public int DisposedKernels => _disposed;

    public int MostRunning => _mostRunning;

    /// <summary>Errors of this type drop the row.</summary>
    public Type? DropsOn { get; init; }

    public List<RowException> Dropped { get; } = [];

    internal override string ComponentName => "Function";

    internal override void Save(ComponentWriter writer) => throw new NotSupportedException();

    private protected override RowStage Bind(DataViewSchema schema)
    {
        var rule = new TypeRule("Single", (kind, item, _) => kind == SchemaShape.Column.VectorKind.Scalar && item == typeof(float));
        DataViewSchema.Column column = ColumnLookup.Find(schema, input, rule, ComponentName);
        return new Stage(this, schema, column.Index, new MappedColumn(output, NumberDataViewType.Single));
    }

    private sealed class Stage(FunctionTransformer owner, DataViewSchema schema, int input, MappedColumn output)
        : RowStage("Function", schema, [input], output)
    {
        public override bool MayDropRows => owner.DropsOn is not null;

        public override bool Drops(Exception error) => owner.DropsOn!.IsInstanceOfType(error);

        public override void Dropped(RowException error) => owner.Dropped.Add(error);

        public override RowKernel CreateKernel()
        {
            Interlocked.Increment(ref owner._kernels);
            return new Kernel(owner);
        }
    }

    private sealed class Kernel(FunctionTransformer owner) : RowKernel
    {
        private int _inUse;

        public override void Run(in RowCells cells)
        {
            if (Interlocked.Exchange(ref _inUse, 1) != 0)
                throw new InvalidOperationException("two threads use one kernel");
            Interlocked.Increment(ref owner._runs);
            int running = Interlocked.Increment(ref owner._running);
            int most;
            while ((most = owner._mostRunning) < running && Interlocked.CompareExchange(ref owner._mostRunning, running, most) != most)
            {
            }
            try
            {
                cells.Output<float>(0) = owner.Map(cells.Input<float>(0), cells.Row);
            }
            finally
            {
                Interlocked.Decrement(ref owner._running);
                Volatile.Write(ref _inUse, 0);
            }
        }

        public override void Dispose() => Interlocked.Increment(ref owner._disposed);
    }

    private float Map(float value, long row) => map(value, row);
}

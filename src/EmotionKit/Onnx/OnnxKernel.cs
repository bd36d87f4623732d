using EmotionKit.Rows;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>Runs batches through a model in memory of its own, which is allocated once; what becomes of the outputs is for others to say.</summary>
/// <remarks><c>InferenceSession.Run</c> rather than an <c>OrtIoBinding</c>: a binding copies its inputs to the device when they are
/// bound, not when it is run, so that on CUDA it would compute the first batch again and again.</remarks>
internal abstract class OnnxKernel : BatchKernel
{
    private readonly BatchStage _stage;
    private readonly OnnxSession.Lease _lease;
    private readonly OnnxPlan _plan;
    private readonly InputTensor[] _inputs;
    private readonly OutputTensor[] _fetched;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _inputValues;
    private readonly OrtValue[] _outputValues;
    private readonly RunOptions _runOptions = new();

    /// <param name="stage">Whose rows are run; its inputs are the plan's.</param>
    /// <param name="plan">Tensors and rows per call.</param>
    /// <param name="lease">The session, given back when the kernel is disposed of.</param>
    protected OnnxKernel(BatchStage stage, OnnxPlan plan, OnnxSession.Lease lease)
    {
        _stage = stage;
        _lease = lease;
        _plan = plan;
        int capacity = _plan.RowsPerCall;
        _inputs = [.. _plan.Inputs.Select((plan, i) => InputTensor.Create(plan, stage.InputSchema[stage.Inputs[i]].Type, capacity))];
        Outputs = CreateOutputs(_plan.Outputs, capacity);
        _fetched = [.. Outputs.Distinct()];
        _inputNames = Array.ConvertAll(_plan.Inputs, plan => plan.Tensor.Name);
        _outputNames = Array.ConvertAll(_fetched, output => output.Plan.Tensor.Name);
        _inputValues = new OrtValue[_inputs.Length];
        _outputValues = new OrtValue[_fetched.Length];
    }

    /// <summary>In the order of the plan.</summary>
    protected OutputTensor[] Outputs { get; }

    /// <summary>Rows of a call at least, filled up with zeros; at most the plan's rows per call.</summary>
    protected virtual int LeastRows => 1;

    public override void Run(in BatchCells batch)
    {
        for (int first = 0; first < batch.Count; first += _plan.RowsPerCall)
            Call(in batch, first, Math.Min(_plan.RowsPerCall, batch.Count - first));
    }

    public override void Dispose()
    {
        foreach (InputTensor input in _inputs)
            input.Dispose();
        foreach (OutputTensor output in _fetched)
            output.Dispose();
        _runOptions.Dispose();
        _lease.Dispose();
    }

    /// <summary>Writes the columns of row <paramref name="row"/> of the batch from place <paramref name="place"/> of the outputs.</summary>
    protected abstract void Read(in BatchCells batch, int row, int place);

    /// <summary>One memory per tensor: of an output that is fetched twice in one call, ONNX Runtime fills only one.</summary>
    private static OutputTensor[] CreateOutputs(TensorPlan[] plans, int capacity)
    {
        var outputs = new OutputTensor[plans.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            int first = Array.FindIndex(plans, plan => plan.Tensor == plans[i].Tensor);
            outputs[i] = first < i ? outputs[first] : OutputTensor.Create(plans[i], capacity);
        }
        return outputs;
    }

    private void Call(in BatchCells batch, int first, int count)
    {
        for (int i = 0; i < count; i++)
            Write(in batch, first + i, i);
        int rows = _plan.TakesFewerRows ? Math.Max(count, LeastRows) : _plan.RowsPerCall;
        if (rows > count)
        {
            foreach (InputTensor input in _inputs)
                input.Clear(count);
        }
        try
        {
            Run(rows);
        }
        catch (OnnxRuntimeException e) when (count > 1)
        {
            throw Blame(in batch, first, count, e);
        }
        catch (OnnxRuntimeException e)
        {
            throw RowException.Wrap(_stage, batch.FirstRow + first, e);
        }
        for (int i = 0; i < count; i++)
            Read(in batch, first + i, i);
    }

    private void Run(int rows)
    {
        for (int i = 0; i < _inputs.Length; i++)
            _inputValues[i] = _inputs[i].ValueOf(_plan.HasBatch, rows);
        for (int i = 0; i < _fetched.Length; i++)
            _outputValues[i] = _fetched[i].ValueOf(_plan.HasBatch, rows);
        _lease.Session.Run(_runOptions, _inputNames, _inputValues, _outputNames, _outputValues);
        // The native call knows addresses only: the tensors' memory and the lease are this kernel's.
        GC.KeepAlive(this);
    }

    private void Write(in BatchCells batch, int row, int place)
    {
        try
        {
            for (int i = 0; i < _inputs.Length; i++)
                _inputs[i].Write(in batch, row, i, place);
        }
        catch (ArgumentException e)
        {
            throw RowException.Wrap(_stage, batch.FirstRow + row, e);
        }
    }

    /// <summary>Finds the row that a failed call is about, by running its rows one at a time.</summary>
    private Exception Blame(in BatchCells batch, int first, int count, OnnxRuntimeException error)
    {
        for (int i = first; i < first + count; i++)
        {
            Write(in batch, i, place: 0);
            int rows = _plan.TakesFewerRows ? LeastRows : _plan.RowsPerCall;
            if (rows > 1)
            {
                foreach (InputTensor input in _inputs)
                    input.Clear(1);
            }
            try
            {
                Run(rows);
            }
            catch (OnnxRuntimeException e)
            {
                return RowException.Wrap(_stage, batch.FirstRow + i, e);
            }
        }
        return new InvalidOperationException(
            $"the model fails on {count} rows together, though on none of them alone. Set {nameof(OnnxScoringOptions.BatchSize)} to 1. {error.Message}", error);
    }
}

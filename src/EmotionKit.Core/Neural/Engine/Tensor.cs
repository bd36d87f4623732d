namespace EmotionKit.Neural;

/// <summary>Values of a batch, [row, shape], with the rows' lengths where the first axis of the shape is time.</summary>
internal sealed unsafe class Tensor
{
    public Storage? Storage { get; set; }

    public int Batch { get; private set; }

    /// <summary>Without the batch; time is what the batch is padded to.</summary>
    public Shape Shape { get; private set; }

    /// <summary>Frames of each row, 1 to the size of the first axis; null where all rows are whole or there is no time axis.</summary>
    public int[]? Lengths { get; set; }

    public int RowSize { get; private set; }

    public int Length => Batch * RowSize;

    public int Channels => Shape.Last;

    /// <summary>All that precedes the last axis, over the batch.</summary>
    public int Frames => Length / Channels;

    public float* Pointer => Storage!.Buffer.Pointer;

    public Span<float> Span => new(Pointer, Length);

    public ReadOnlySpan<int> LengthSpan => Lengths.AsSpan(0, Lengths is null ? 0 : Batch);

    public Span<float> Row(int row) => new(Pointer + (long)row * RowSize, RowSize);

    /// <summary>A row's values within its length.</summary>
    public Span<float> Valid(int row) => Row(row)[..ValidSize(row)];

    public int ValidSize(int row) => Lengths is null ? RowSize : Lengths[row] * (RowSize / Shape[0]);

    public void Describe(int batch, Shape shape)
    {
        Batch = batch;
        Shape = shape;
        RowSize = checked((int)shape.Size);
        _ = checked(batch * RowSize);
    }

    /// <summary>Sets what lies past the rows' lengths to 0.</summary>
    public void ClearTails() => ClearTails(Span, this);

    /// <summary>The same for a gradient of this tensor's form.</summary>
    public static void ClearTails(Span<float> values, Tensor form)
    {
        if (form.Lengths is null)
            return;
        for (int row = 0; row < form.Batch; row++)
            values.Slice(row * form.RowSize, form.RowSize)[form.ValidSize(row)..].Clear();
    }
}

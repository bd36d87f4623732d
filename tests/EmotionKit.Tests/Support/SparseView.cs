using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Support;

/// <summary>A view whose Single vectors are sparse, with the same values.</summary>
internal sealed class SparseView(IDataView source) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor source) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => source.Schema;

        public override bool MoveNext() => source.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<TValue> getter = source.GetGetter<TValue>(column);
            if (typeof(TValue) != typeof(VBuffer<float>))
                return getter;
            var vectors = (ValueGetter<VBuffer<float>>)(object)getter;
            ValueGetter<VBuffer<float>> sparse = (ref VBuffer<float> value) =>
            {
                VBuffer<float> dense = default;
                vectors(ref dense);
                (float Value, int Index)[] kept = [.. dense.DenseValues().Select((v, i) => (v, i)).Where(pair => pair.v != 0)];
                value = kept.Length == dense.Length
                    ? dense
                    : new VBuffer<float>(dense.Length, kept.Length, Array.ConvertAll(kept, p => p.Value), Array.ConvertAll(kept, p => p.Index));
            };
            return (ValueGetter<TValue>)(object)sparse;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}

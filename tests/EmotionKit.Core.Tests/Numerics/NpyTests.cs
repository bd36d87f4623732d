using System.Buffers.Binary;
using System.Text;
using EmotionKit.Numerics;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Numerics;

public class NpyTests
{
    [Theory]
    [InlineData("reference/clip0.stft.npy", "f4", new[] { 513, 219 })]
    [InlineData("reference/clip0.rms.npy", "f8", new[] { 1, 219 })]
    [InlineData("reference/clip0.yin.npy", "f8", new[] { 219 })]
    [InlineData("reference/clip1.split20.npy", "i8", new[] { 2, 2 })]
    public void Arrays_that_numpy_wrote_have_their_type_and_shape(string file, string type, int[] shape)
    {
        NpyArray array = Npy.Read(TestData.Require(file.Split('/')));
        Assert.Equal(type, array.DataType);
        Assert.Equal(shape, array.Shape);
        Assert.Equal(shape.Aggregate(1, (a, b) => a * b), array.ToDoubles().Length);
    }

    // numpy.save(f, numpy.arange(6, dtype='<i2').reshape(2, 3)) as bytes.
    [Fact]
    public void A_file_of_numpy_is_read_value_by_value()
    {
        NpyArray array = Npy.Read(File("<i2", fortran: false, "(2, 3)", [0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0]));
        Assert.Equal([0L, 1, 2, 3, 4, 5], array.ToInt64s());
        Assert.Equal([2, 3], array.Shape);
    }

    [Fact]
    public void Fortran_order_becomes_c_order()
    {
        NpyArray array = Npy.Read(File("|u1", fortran: true, "(2, 3)", [1, 4, 2, 5, 3, 6]));
        Assert.Equal([1L, 2, 3, 4, 5, 6], array.ToInt64s());
    }

    [Fact]
    public void Big_endian_values_are_turned()
    {
        byte[] data = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(data, -1.25);
        Assert.Equal([-1.25], Npy.Read(File(">f8", fortran: false, "(1,)", data)).ToDoubles());
    }

    [Fact]
    public void A_scalar_has_no_dimensions()
    {
        NpyArray array = Npy.Read(File("<i4", fortran: false, "()", [7, 0, 0, 0]));
        Assert.Empty(array.Shape);
        Assert.Equal([7L], array.ToInt64s());
    }

    [Fact]
    public void What_is_written_is_read_back_and_starts_its_data_at_a_multiple_of_64()
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, [1, 2, 3, 4, 5, 6.5f], 3, 2);
        Assert.Equal(64 * 2 + 24, stream.Length);
        stream.Position = 0;
        NpyArray array = Npy.Read(stream);
        Assert.Equal([3, 2], array.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6.5f], array.ToSingles());
    }

    [Theory]
    [InlineData("<c8", "(1,)", 8)]
    [InlineData("<f4", "(3,)", 11)]
    [InlineData("<f4", "(99999999999,)", 4)]
    [InlineData("<f4", "(70000, 70000)", 4)]
    [InlineData("<f4", "(-1,)", 4)]
    [InlineData("<f4", "2, 3", 24)]
    [InlineData("f4", "(1,)", 4)]
    public void Broken_files_are_refused(string type, string shape, int bytes) =>
        Assert.Throws<InvalidDataException>(() => Npy.Read(File(type, fortran: false, shape, new byte[bytes])));

    [Fact]
    public void Every_truncation_and_every_changed_header_byte_is_refused_or_read()
    {
        byte[] whole = File("<f4", fortran: false, "(2, 2)", new byte[16]).ToArray();
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<InvalidDataException>(() => Npy.Read(new MemoryStream(whole, 0, length)));
        for (int at = 0; at < whole.Length - 16; at++)
        {
            byte[] changed = (byte[])whole.Clone();
            changed[at] ^= 0x55;
            Exception? error = Record.Exception(() => Npy.Read(new MemoryStream(changed)));
            Assert.True(error is null or InvalidDataException, $"byte {at}: {error}");
        }
    }

    [Fact]
    public void A_shape_of_another_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => Npy.Write(new MemoryStream(), new float[5], 2, 3));

    private static MemoryStream File(string type, bool fortran, string shape, byte[] data)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {fortran}, 'shape': {shape}, }}";
        header = header.PadRight(117) + "\n";
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. data];
        return new MemoryStream(bytes);
    }
}

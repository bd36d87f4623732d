using System.Text;

namespace EmotionKit.Core.Tests.Common;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotionkit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Replaces_the_former_content_and_leaves_no_other_file()
    {
        string path = Path.Combine(_folder, "a.txt");
        File.WriteAllText(path, "a former, longer content");
        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Creates_a_file_that_is_not_there()
    {
        string path = Path.Combine(_folder, "a.txt");
        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void A_writer_that_throws_leaves_no_file_where_there_was_none()
    {
        string path = Path.Combine(_folder, "a.txt");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, _ => throw new InvalidOperationException()));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_link_to_a_file_that_is_not_there_creates_it()
    {
        string target = Path.Combine(_folder, "target.txt"), link = Path.Combine(_folder, "link.txt");
        File.CreateSymbolicLink(link, target);
        AtomicFile.Write(link, stream => stream.Write("new"u8));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal("new", File.ReadAllText(target));
    }

    [Fact]
    public void A_writer_that_throws_changes_nothing()
    {
        string path = Path.Combine(_folder, "a.txt");
        File.WriteAllText(path, "former");
        var fault = new InvalidOperationException("half way");
        Exception thrown = Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw fault;
        }));
        Assert.Same(fault, thrown);
        Assert.Equal("former", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_reader_meets_the_old_content_until_the_new_one_is_whole()
    {
        string path = Path.Combine(_folder, "a.txt");
        File.WriteAllText(path, "former");
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes(new string('x', 100_000)));
            stream.Flush();
            Assert.Equal("former", File.ReadAllText(path));
        });
        Assert.Equal(100_000, new FileInfo(path).Length);
    }

    [Fact]
    public void A_symbolic_link_stays_a_link_and_its_target_is_replaced()
    {
        string target = Path.Combine(_folder, "target.txt"), link = Path.Combine(_folder, "link.txt");
        File.WriteAllText(target, "former");
        File.CreateSymbolicLink(link, target);
        AtomicFile.Write(link, stream => stream.Write("new"u8));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal("new", File.ReadAllText(target));
    }

    [Fact]
    public void A_device_is_written_not_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /dev/null");
        AtomicFile.Write("/dev/null", stream => stream.Write("gone"u8));
        using FileStream device = File.OpenRead("/dev/null");
        Assert.Equal(-1, device.ReadByte());
    }

    [Fact]
    public void A_device_that_is_not_there_is_not_created()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /dev");
        Assert.ThrowsAny<IOException>(() => AtomicFile.Write("/dev/emotionkit-none", _ => { }));
        Assert.ThrowsAny<IOException>(() => AtomicFile.Probe("/dev/emotionkit-none"));
    }

    [Fact]
    public void A_file_in_shared_memory_is_replaced_whole()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "needs /dev/shm");
        string path = $"/dev/shm/emotionkit-{Guid.NewGuid():N}";
        try
        {
            AtomicFile.Write(path, stream => stream.Write("a former, longer content"u8));
            AtomicFile.Write(path, stream => stream.Write("new"u8));
            Assert.Equal("new", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_probe_leaves_everything_as_it_was()
    {
        string path = Path.Combine(_folder, "a.txt");
        AtomicFile.Probe(path);
        Assert.Empty(Directory.GetFiles(_folder));
        File.WriteAllText(path, "former");
        AtomicFile.Probe(path);
        Assert.Equal([path], Directory.GetFiles(_folder));
        Assert.Equal("former", File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_IOException_that_names_the_file()
    {
        string path = Path.Combine(_folder, "none", "a.txt");
        Assert.Contains($"'{path}'", Assert.ThrowsAny<IOException>(() => AtomicFile.Write(path, _ => { })).Message);
        Assert.Contains($"'{path}'", Assert.ThrowsAny<IOException>(() => AtomicFile.Probe(path)).Message);
    }
}

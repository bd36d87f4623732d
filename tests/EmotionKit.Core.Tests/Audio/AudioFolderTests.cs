using EmotionKit.Audio;

namespace EmotionKit.Core.Tests.Audio;

public sealed class AudioFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotionkit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_with_an_audio_extension_are_listed_in_ordinal_order_of_their_paths_below_the_folder()
    {
        Touch("b/x.wav", "B/y.FLAC", "b.mp3", "a/z/c.aif", "a/readme.txt", "é ü.ogg", "noextension");
        Assert.Equal(["B/y.FLAC", "a/z/c.aif", "b.mp3", "b/x.wav", "é ü.ogg"], AudioFolder.List(_folder).Files);
    }

    [Fact]
    public void Hidden_files_and_folders_are_passed_over()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a leading dot does not hide there");
        Touch("a.wav", "._a.wav", ".cache/b.wav");
        Assert.Equal(["a.wav"], AudioFolder.List(_folder).Files);
    }

    [Fact]
    public void A_link_to_a_folder_is_followed()
    {
        Touch("real/a.wav", "corpus/b.wav");
        Link("corpus/more", "real");
        Assert.Equal(["b.wav", "more/a.wav"], AudioFolder.List(Path.Combine(_folder, "corpus")).Files);
    }

    [Fact]
    public void A_link_to_a_folder_above_it_gives_no_file_twice()
    {
        Touch("a/x.wav", "y.wav");
        Link("a/up", "");
        Link("a/self", "a");
        Assert.Equal(["a/x.wav", "y.wav"], AudioFolder.List(_folder).Files);
    }

    [Fact]
    public void Folders_that_link_to_each_other_end_where_they_meet()
    {
        Touch("a/x.wav", "b/y.wav");
        Link("a/b", "b");
        Link("b/a", "a");
        Assert.Equal(["a/b/y.wav", "a/x.wav", "b/a/x.wav", "b/y.wav"], AudioFolder.List(_folder).Files);
    }

    [Fact]
    public void A_folder_that_is_given_as_a_link_is_listed()
    {
        Touch("real/a.wav");
        Link("link", "real");
        Assert.Equal(["a.wav"], AudioFolder.List(Path.Combine(_folder, "link")).Files);
    }

    [Fact]
    public void A_folder_that_cannot_be_listed_is_named_and_the_others_are_listed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("needs Unix permissions");
            return;
        }
        Touch("locked/a.wav", "open/b.wav");
        string locked = Path.Combine(_folder, "locked");
        File.SetUnixFileMode(locked, UnixFileMode.None);
        try
        {
            Assert.SkipWhen(MayList(locked), "root may list every folder");
            AudioFolder found = AudioFolder.List(_folder);
            Assert.Equal(["open/b.wav"], found.Files);
            Assert.Equal(locked, Assert.Single(found.Unreadable).Path);
            Assert.Throws<UnauthorizedAccessException>(() => AudioFolder.List(locked));
        }
        finally
        {
            File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_exception_that_names_it() =>
        Assert.Contains("none", Assert.Throws<DirectoryNotFoundException>(() => AudioFolder.List(Path.Combine(_folder, "none"))).Message);

    private static bool MayList(string folder)
    {
        try
        {
            return Directory.GetFiles(folder).Length > 0;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Touch(params string[] files)
    {
        foreach (string file in files)
        {
            string path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, []);
        }
    }

    private void Link(string link, string target)
    {
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder, link), Path.Combine(_folder, target));
        }
        catch (Exception error) when (OperatingSystem.IsWindows() && error is IOException or UnauthorizedAccessException)
        {
            Assert.Skip("links need a privilege on Windows");
        }
    }
}

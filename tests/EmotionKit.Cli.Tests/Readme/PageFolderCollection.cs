namespace EmotionKit.Cli.Tests.Readme;

/// <summary>Tests that work in one <see cref="PageFolder"/>, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PageFolderCollection : ICollectionFixture<PageFolder>
{
    public const string Name = "pages";
}

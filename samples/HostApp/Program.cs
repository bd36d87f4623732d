// A web service that hears emotions and reads digits, and a page to try it with.
//   dotnet run -c Release --project samples/HostApp
//   dotnet run -c Release --project samples/HostApp -- --Urls http://localhost:5000 --EmotionModel my-model.ekm
using HostApp;

try
{
    Service.Build(args).Run();
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or FormatException or EmotionKit.Bundles.BundleFormatException)
{
    // A model that cannot be loaded, a setting out of range, a port that is taken.
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}

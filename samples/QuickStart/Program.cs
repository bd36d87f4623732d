// The main job: recordings become a model in one file, and the model scores a recording that it has not seen.
//   dotnet run -c Release --project samples/QuickStart
//   dotnet run -c Release --project samples/QuickStart -- --data RAVDESS --corpus ravdess --out emotion.ekm
using EmotionKit;
using QuickStart;

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine($"usage: QuickStart [--data DIR [--corpus {string.Join('|', Arguments.Corpora)}]] [--out FILE]");
    return 2;
}
try
{
    MainJob.Run(arguments);
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or RowException)
{
    // ML.NET's own transforms wrap what they meet when they read ahead.
    Console.Error.WriteLine($"error: {(error is InvalidOperationException { InnerException: RowException row } ? row : error).Message}");
    return 1;
}

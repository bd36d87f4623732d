using System.Runtime.InteropServices;
using EmotionKit.Cli;
using EmotionKit.Cli.Output;

using var stop = new CancellationTokenSource();

// The first signal asks the running job to stop and to keep what it has finished; a second one ends the process.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLine.RunAsync(args, Terminal.ForConsole(), stop.Token);

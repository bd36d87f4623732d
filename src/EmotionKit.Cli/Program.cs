using System.Runtime.InteropServices;
using EmotionKit.Cli;
using EmotionKit.Cli.Output;

using var stop = new CancellationTokenSource();
var terminal = Terminal.ForConsole();
bool terminated = false;

// The first signal asks the running job to stop and to keep what it has finished; a second one ends the process.
void Stop(PosixSignalContext signal)
{
    if (stop.IsCancellationRequested)
    {
        terminal.ShowCursor();
        return;
    }
    signal.Cancel = true;
    terminated = signal.Signal == PosixSignal.SIGTERM;
    stop.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
int code = await CommandLine.RunAsync(args, terminal, stop.Token);
return code == ExitCode.Interrupted && terminated ? ExitCode.Terminated : code;

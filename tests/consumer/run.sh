#!/usr/bin/env bash
# A stranger's first hour, outside the repository: a new console project adds EmotionKit from the folder of packages
# and runs a pipeline; the tool is installed and opens the model that the project saved.
#   run.sh [FOLDER]    the folder `dotnet pack` filled; artifacts/packages unless given
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
packages=$(cd "${1:-$here/../../artifacts/packages}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A cache of its own: an older package of the same version in the machine's cache would be taken for this one.
export NUGET_PACKAGES=$work/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
unset EMOTIONKIT_DATA CI

cd "$work"
dotnet new console -n Consumer -o Consumer
cd Consumer
# The folder joins the sources that the machine is configured with.
cat > nuget.config << END
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <packageSources>
    <add key="emotionkit-packages" value="$packages" />
  </packageSources>
</configuration>
END
dotnet add package EmotionKit --prerelease
cp "$here/Program.cs" Program.cs
dotnet run -c Release -- "$work/emotion.ekm" "$work/clip.wav"

dotnet tool install EmotionKit.Cli --prerelease --tool-path "$work/tools"
"$work/tools/emotionkit" --help
"$work/tools/emotionkit" inspect "$work/emotion.ekm"
"$work/tools/emotionkit" predict "$work/emotion.ekm" "$work/clip.wav" --json

#!/usr/bin/env bash
# A stranger's first hour, outside the repository: a new console project takes EmotionKit from the folder of packages, does what
# docs/first-prediction.md says, and trains a model; the tool is installed and opens that model.
#   run.sh [FOLDER]    the folder `dotnet pack` filled; artifacts/packages unless given
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
packages=$(cd "${1:-$here/../../artifacts/packages}" && pwd)
page=$here/../../docs/first-prediction.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A cache of its own: an older package of the same version in the machine's cache would be taken for this one.
export NUGET_PACKAGES=$work/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
unset EMOTIONKIT_DATA CI

# block NUMBER: a block of C# of the page.
block() { awk -v wanted="$1" '/^```csharp$/ { n++; on = 1; next } /^```$/ { on = 0 } on && n == wanted' "$page"; }

cd "$work"
dotnet new console -n Emotions -o Emotions
cd Emotions
# The folder joins the sources that the machine is configured with.
cat > nuget.config << END
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <packageSources>
    <add key="EmotionKit" value="$packages" />
  </packageSources>
</configuration>
END
began=$SECONDS
dotnet add package EmotionKit.Models --prerelease
dotnet add package EmotionKit.Reporting --prerelease
block 1 > Program.cs
said=$(dotnet run)
echo "first prediction: $said  [$((SECONDS - began)) s]"
[[ $said =~ ^[a-z]+,\ probability\ [01]\.[0-9]+$ ]]
# The page's second block goes on from the first: its usings to the top, the rest before the types.
{
  block 2 | grep '^using ' || true
  block 1 | sed '/^public sealed class/,$d'
  block 2 | grep -v '^using '
  block 1 | sed -n '/^public sealed class/,$p'
} > Program.cs
dotnet run
grep -q '</html>' report.html

cp "$here/Program.cs" Program.cs
dotnet run -c Release -- "$work/emotion.ekm" "$work/clip.wav" "$work/report.html"
grep -q '</html>' "$work/report.html"

dotnet tool install EmotionKit.Cli --prerelease --tool-path "$work/tools"
"$work/tools/emotionkit" --help
"$work/tools/emotionkit" inspect "$work/emotion.ekm"
"$work/tools/emotionkit" predict "$work/emotion.ekm" "$work/clip.wav" --json

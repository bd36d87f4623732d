namespace EmotionKit.Cli.Completion;

/// <summary>What each shell has to run once to complete the command. The scripts hold no names: they ask the program, through System.CommandLine's
/// directive <c>[suggest:POSITION]</c>, and leave files to the shell. Options are offered where a word begins with a dash.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completion of emotionkit in bash. In ~/.bashrc: source <(emotionkit completion bash)
        _emotionkit() {
            local line=${COMP_LINE:0:COMP_POINT} word=${COMP_WORDS[COMP_CWORD]} candidate
            line=${line#"${line%%[![:space:]]*}"}
            line=${line#*[[:space:]]}
            COMPREPLY=()
            while IFS= read -r candidate; do
                [[ $candidate == -* && $word != -* ]] && continue
                [[ $candidate == "$word"* ]] && COMPREPLY+=("$candidate")
            done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -o default -F _emotionkit emotionkit

        """;

    private const string Zsh = """
        #compdef emotionkit
        # Completion of emotionkit in zsh. In ~/.zshrc, after compinit: source <(emotionkit completion zsh)
        _emotionkit() {
            local line="${(j: :)words[2,CURRENT-1]}"
            line="${line:+$line }$PREFIX"
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            [[ $PREFIX == -* ]] || found=("${(@)found:#-*}")
            found=("${(@)found:#}")
            if (( ${#found} )); then
                compadd -- "${found[@]}"
            else
                _files
            fi
        }
        compdef _emotionkit emotionkit

        """;

    private const string Fish = """
        # Completion of emotionkit in fish: emotionkit completion fish > ~/.config/fish/completions/emotionkit.fish
        function __emotionkit_complete
            set -l line (string replace -r '^\s*\S+\s' '' -- (commandline -cp))
            set -l found (emotionkit "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
            if not string match -q -- '-*' (commandline -ct)
                set found (string match -v -- '-*' $found)
            end
            if set -q found[1]
                string join \n -- $found
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c emotionkit -f -a '(__emotionkit_complete)'

        """;

    private const string PowerShell = """
        # Completion of emotionkit in PowerShell. In $PROFILE: emotionkit completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName emotionkit -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString()
            if (-not $wordToComplete) { $line += ' ' }
            $line = $line -replace '^\S+\s', ''
            emotionkit "[suggest:$($line.Length)]" "$line" 2>$null |
                Where-Object { $_ -like "$wordToComplete*" -and ($wordToComplete -like '-*' -or $_ -notlike '-*') } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>The script of each shell.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } = [new("bash", Bash), new("zsh", Zsh), new("pwsh", PowerShell), new("fish", Fish)];
}

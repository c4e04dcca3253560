# Completion of `cargo <WORD>` for fish. Other commands of cargo are completed as before.

function __errcat_is_<NAME>
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test "$words[2]" = <WORD>
end

function __errcat_complete_<NAME>
    set -l words (commandline -opc)[2..]
    cargo <WORD> completions --at (count $words) -- $words (commandline -ct) 2>/dev/null
end

complete -c cargo -n __errcat_is_<NAME> -f -a '(__errcat_complete_<NAME>)'

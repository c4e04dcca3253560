# Completion of `cargo xtask` for fish. Other commands of cargo are completed as before.

function __errcat_is_xtask
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test "$words[2]" = xtask
end

function __errcat_complete
    set -l words (commandline -opc)[2..]
    cargo xtask completions --at (count $words) -- $words (commandline -ct) 2>/dev/null
end

complete -c cargo -n __errcat_is_xtask -f -a '(__errcat_complete)'

# Completion of `cargo <WORD>` for bash. Other commands of cargo are completed as before.

# What completes cargo by now, if anything does: bash-completion loads that only when it is needed.
if ! complete -p cargo >/dev/null 2>&1; then
    _comp_load cargo >/dev/null 2>&1 || _completion_loader cargo >/dev/null 2>&1
fi
if [[ $(complete -p cargo 2>/dev/null) =~ -F[[:space:]]([^[:space:]]+) ]] &&
    [[ ${BASH_REMATCH[1]} != _errcat_cargo_<NAME> ]]; then
    _errcat_before_<NAME>=${BASH_REMATCH[1]}
fi

_errcat_cargo_<NAME>() {
    if [[ ${COMP_WORDS[1]} != <WORD> || $COMP_CWORD -lt 2 ]]; then
        [[ -n $_errcat_before_<NAME> ]] && "$_errcat_before_<NAME>" "$@"
        return
    fi
    # Bash takes `--flag=value` apart.
    local words=() word at
    for ((at = 1; at <= COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        if ((${#words[@]})) && [[ $word == = || ${words[-1]} == --*= ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
    done
    local last=${words[-1]} line
    COMPREPLY=()
    while IFS=$'\t' read -r line _; do
        if [[ $last == --*=* ]]; then line=${line#*=}; fi
        COMPREPLY+=("$line")
    done < <(cargo <WORD> completions --at "$((${#words[@]} - 1))" -- "${words[@]}" 2>/dev/null)
    # Behind a folder the path goes on.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]]; then compopt -o nospace; fi
}
complete -o default -F _errcat_cargo_<NAME> cargo

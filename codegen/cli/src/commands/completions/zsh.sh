# Completion of `cargo <WORD>` for zsh. Other commands of cargo are completed as before.

# What completes cargo by now, if anything does.
if [[ -n ${_comps[cargo]} && ${_comps[cargo]} != _errcat_cargo_<NAME> ]]; then
    _errcat_before_<NAME>=${_comps[cargo]}
fi

_errcat_cargo_<NAME>() {
    if [[ ${words[2]} != <WORD> || $CURRENT -lt 3 ]]; then
        if [[ -n $_errcat_before_<NAME> ]]; then "$_errcat_before_<NAME>" "$@"; else _files; fi
        return
    fi
    local line value about
    local -a found
    cargo <WORD> completions --at $((CURRENT - 2)) -- "${(@)words[2,CURRENT]}" 2>/dev/null |
        while IFS=$'\t' read -r value about; do
            found+=("${value//:/\\:}:$about")
        done
    if (( ${#found} )); then
        _describe -V 'cargo <WORD>' found
    else
        _files
    fi
}
compdef _errcat_cargo_<NAME> cargo

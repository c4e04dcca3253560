# Completion of `cargo xtask` for zsh. Other commands of cargo are completed as before.

# What completes cargo by now, if anything does.
if [[ -n ${_comps[cargo]} && ${_comps[cargo]} != _errcat_cargo ]]; then
    _errcat_before=${_comps[cargo]}
fi

_errcat_cargo() {
    if [[ ${words[2]} != xtask || $CURRENT -lt 3 ]]; then
        if [[ -n $_errcat_before ]]; then "$_errcat_before" "$@"; else _files; fi
        return
    fi
    local line value about
    local -a found
    cargo xtask completions --at $((CURRENT - 2)) -- "${(@)words[2,CURRENT]}" 2>/dev/null |
        while IFS=$'\t' read -r value about; do
            found+=("${value//:/\\:}:$about")
        done
    if (( ${#found} )); then
        _describe -V 'cargo xtask' found
    else
        _files
    fi
}
compdef _errcat_cargo cargo

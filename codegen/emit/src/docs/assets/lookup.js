// Finds codes by words, by a permalink, or by the whole body of a response. This file does not change the page.
'use strict';

globalThis.errcat = {
    // Where the site is: this script lies one folder below.
    root: new URL('..', document.currentScript.src).href,
};

(() => {
    /** The id of a code's place on its page: characters outside `[A-Za-z0-9._-]` as `~hex.`. */
    const anchor = (wire) => String(wire).replace(
        /[^A-Za-z0-9._-]/gu,
        (character) => `~${character.codePointAt(0).toString(16)}.`,
    );

    /** The other way round. */
    const unanchored = (id) => id.replace(
        /~([0-9a-f]{1,6})\./g,
        (all, hex) => (parseInt(hex, 16) <= 0x10ffff ? String.fromCodePoint(parseInt(hex, 16)) : all),
    );

    /** What all that the site knows is made of: an entry for each code, and for each retired one. */
    function entries(index) {
        const all = [];
        for (const api of index.apis) {
            const ofApi = api.codes.map((code) => {
                const [wire, name, title, message, statuses, action, envelope, aliases] = code;
                const what = index.actions[action];
                return {
                    api, wire: String(wire), name: name || String(wire), title, message, statuses,
                    action: what, envelope, aliases,
                    names: [name || String(wire), ...aliases].map((one) => one.toLowerCase()),
                    text: [
                        wire, name, title, message, ...statuses, ...aliases, api.title,
                        what ? what.title : '',
                    ].join('\n').toLowerCase(),
                };
            });
            const retired = api.retired.map(([wire, name, by]) => ({
                api, wire: String(wire), name, title: '', message: '', statuses: [], aliases: [],
                envelope: -1, retired: true, by: ofApi[by], names: [name.toLowerCase()],
                text: [wire, name, 'retired', api.title].join('\n').toLowerCase(),
            }));
            all.push(...ofApi, ...retired);
        }
        return all;
    }

    /** How well an entry fits, 0 best; undefined where it does not. */
    function rank(entry, query, words) {
        const wire = entry.wire.toLowerCase();
        if (entry.wire === query) return 0;
        if (wire === words[0] && words.length === 1) return 1;
        if (words.length === 1 && entry.names.includes(words[0])) return 2;
        if (!words.every((word) => entry.text.includes(word))) return undefined;
        if (wire.startsWith(words[0]) || entry.names[0].startsWith(words[0])) return 3;
        if (words.every((word) => wire.includes(word) || entry.names[0].includes(word))) return 4;
        return words.some((word) => entry.title.toLowerCase().includes(word)) ? 5 : 6;
    }

    /** Entries that fit the words of `query`, best first; all of them where it has none. */
    function byWords(all, query) {
        const words = query.toLowerCase().split(/\s+/).filter(Boolean);
        if (words.length === 0) return all.filter((entry) => !entry.retired);
        const ranks = [[], [], [], [], [], [], []];
        for (const entry of all) {
            const at = rank(entry, query, words);
            if (at !== undefined) ranks[at].push(entry);
        }
        return ranks.flat();
    }

    /** The API and the anchor that a permalink names, on whatever host. */
    function link(text) {
        const found = /^\S*?(?:^|\/)([a-z0-9_]+)\/(?:index\.html)?#(\S+)$/.exec(text);
        return found && { api: found[1], anchor: found[2] };
    }

    const isObject = (value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value);

    /** Whether a part of a body may be missing. */
    function optional(shape) {
        const [kind, inner, may] = shape;
        if (kind === 'slot') return may;
        return kind === 'object' && inner.every(([, member]) => optional(member));
    }

    /**
     * How well `value` has the form `shape`. What it says of errors goes to `found`: one object
     * for each error of a list.
     */
    function fit(shape, value, found) {
        const [kind, inner, may] = shape;
        switch (kind) {
            case 'is':
                return JSON.stringify(value) === JSON.stringify(inner) ? 2 : -2;
            case 'slot':
                if (value === null || value === undefined) return may ? 0 : -2;
                if (inner === 'code' || inner === 'type' || inner === 'name') {
                    if (isObject(value) || Array.isArray(value)) return -4;
                    found[found.length - 1][inner] = String(value);
                    return 3;
                }
                return 1;
            case 'each': {
                if (!Array.isArray(value) || value.length === 0) return -6;
                const outside = found.pop();
                const scores = value.map((item) => {
                    found.push({ ...outside });
                    return fit(inner, item, found);
                });
                return 1 + Math.max(...scores);
            }
            case 'list':
                if (!Array.isArray(value)) return -3;
                // Other elements may be between those that are known.
                return inner.reduce((sum, item) => {
                    const tries = value.map((one) => {
                        const tried = [{}];
                        return { score: fit(item, one, tried), tried };
                    });
                    const best = tries.sort((a, b) => b.score - a.score)[0];
                    if (!best) return sum - 2;
                    Object.assign(found[found.length - 1], best.tried[0]);
                    return sum + best.score;
                }, 1);
            case 'object': {
                if (!isObject(value)) return -6;
                const known = new Set();
                let score = 1;
                let open = false;
                for (const [key, member] of inner) {
                    if (key === null) {
                        open = true;
                        continue;
                    }
                    known.add(key);
                    if (Object.hasOwn(value, key)) score += fit(member, value[key], found);
                    else if (!optional(member)) score -= 2;
                }
                if (!open) score -= Object.keys(value).filter((key) => !known.has(key)).length / 2;
                return score;
            }
            default:
                return 0;
        }
    }

    /** A lookup over the site's index. */
    errcat.lookup = (index) => {
        const all = entries(index);
        const byWire = new Map();
        const byAnchor = new Map();
        for (const entry of all) {
            byWire.set(`${entry.api.id}\n${entry.wire}`, entry);
            byAnchor.set(`${entry.api.id}\n${anchor(entry.wire)}`, entry);
        }
        const named = (api, name) => {
            const small = name.toLowerCase();
            const of = all.filter((entry) => entry.api.id === api);
            return of.find((entry) => entry.names.includes(small))
                ?? of.find((entry) => entry.wire.toLowerCase() === small);
        };

        /** What an occurrence in a body is about. */
        function resolve(api, occurrence) {
            if (occurrence.code !== undefined) {
                return byWire.get(`${api.id}\n${occurrence.code}`);
            }
            const to = occurrence.type === undefined ? null : link(occurrence.type);
            return to === null ? undefined : byAnchor.get(`${to.api}\n${to.anchor}`);
        }

        /** The forms of errors that a body may have, likeliest first. */
        function readings(body) {
            const out = [];
            for (const api of index.apis) {
                api.bodies.forEach((shape, envelope) => {
                    if (shape === null) return;
                    const found = [{}];
                    let score = fit(shape, body, found);
                    const said = found.filter((one) => one.code !== undefined || one.type !== undefined);
                    const known = said.map((one) => resolve(api, one));
                    if (said.length === 0) return;
                    for (const entry of known) {
                        if (entry === undefined) score -= 1;
                        else score += entry.api === api && entry.envelope === envelope ? 4 : 1;
                    }
                    out.push({ api, score, said, known });
                });
            }
            return out.sort((a, b) => b.score - a.score);
        }

        /** Codes that stand anywhere in a body. */
        function anywhere(value, key, out) {
            if (isObject(value)) {
                for (const [inner, member] of Object.entries(value)) anywhere(member, inner, out);
            } else if (Array.isArray(value)) {
                for (const item of value) anywhere(item, key, out);
            } else if (typeof value === 'string' || (typeof value === 'number' && /code/i.test(key))) {
                const text = String(value);
                out.push(...all.filter((entry) => entry.wire === text || entry.name === text));
            }
            return out;
        }

        const result = (found, note, exact) => ({ entries: [...new Set(found)], note, exact });

        function byBody(body) {
            const forms = readings(body).filter((one) => one.score > 0);
            const best = forms[0];
            if (best === undefined || best.known.every((entry) => entry === undefined)) {
                const found = anywhere(body, '', []);
                const codes = best && best.said.map((one) => one.code ?? one.type).join(', ');
                const unknown = best
                    && `This looks like an error of ${best.api.title}, which has no code `
                    + `${codes}. It may be newer than these pages.`;
                const other = found.length > 0 ? 'It contains these codes:' : '';
                const none = 'This is not an error of these APIs, as far as these pages know.';
                return result(found, [unknown ?? (other ? '' : none), other].join(' ').trim(), false);
            }
            const known = best.known.filter(Boolean);
            const missing = best.said.filter((_, at) => best.known[at] === undefined);
            let note = `This is an error of ${best.api.title}.`;
            if (missing.length > 0) {
                note += ` It has no code ${missing.map((one) => one.code ?? one.type).join(', ')}: `
                    + 'that may be newer than these pages.';
            }
            // Others may have the very same form, and a code of that name.
            const same = forms.slice(1).filter((one) => one.score === best.score);
            const others = same.flatMap((one) => one.known.filter(Boolean));
            if (others.some((entry) => entry.api !== best.api)) {
                const titles = [best, ...same].map((one) => one.api.title);
                note = `This may be an error of ${[...new Set(titles)].join(' or ')}.`;
            }
            return result([...known, ...others], note, true);
        }

        return {
            all,
            anchor,
            /** Where an entry is. */
            address: (entry) => `${errcat.root}${entry.api.id}/index.html#${anchor(entry.wire)}`,
            /** The entry that `name` means on an API's page where no place has that id. */
            onPage: (api, id) => byAnchor.get(`${api}\n${id}`) ?? named(api, unanchored(id)),
            /** Entries for whatever was typed or pasted, best first, with what to say about it. */
            find(query) {
                const text = query.trim();
                const body = errcat.body(text);
                if (body !== undefined) return byBody(body);
                const to = link(text);
                if (to !== null && index.apis.some((api) => api.id === to.api)) {
                    const entry = byAnchor.get(`${to.api}\n${to.anchor}`)
                        ?? named(to.api, unanchored(to.anchor));
                    return entry ? result([entry], '', true)
                        : result([], `This API has no code ${unanchored(to.anchor)}.`, false);
                }
                const found = byWords(all, text);
                if (found.length === 0 && /[{":]/.test(text)) {
                    // A body that was cut off, or a line of a log.
                    const words = text.match(/[A-Za-z0-9_.\/-]+/g) ?? [];
                    const codes = words.flatMap((word) => all.filter((entry) => entry.wire === word));
                    if (codes.length > 0) return result(codes, 'It contains these codes:', false);
                }
                const first = found[0];
                const exact = first !== undefined && text !== ''
                    && [first.wire.toLowerCase(), ...first.names].includes(text.toLowerCase());
                return result(found, '', exact);
            },
        };
    };

    /** The JSON object or list in a text; undefined if there is none. */
    errcat.body = (text) => {
        const begin = text.search(/[{[]/);
        const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
        if (begin < 0 || end < begin) return undefined;
        try {
            const value = JSON.parse(text.slice(begin, end + 1));
            return typeof value === 'object' ? value : undefined;
        } catch {
            return undefined;
        }
    };

    let loading;
    /** The lookup, once the index is there: a script, as pages from a disk load no JSON. */
    errcat.ready = () => {
        loading ??= new Promise((resolve, reject) => {
            const script = document.createElement('script');
            script.src = `${errcat.root}codes-index.js`;
            script.onload = () => resolve(errcat.lookup(globalThis.errcatIndex));
            script.onerror = () => reject(new Error(`cannot load ${script.src}`));
            document.head.append(script);
        });
        return loading;
    };

    errcat.unanchored = unanchored;
})();

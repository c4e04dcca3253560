// The page of all codes: filters and a search above its table.
'use strict';

(() => {
    const place = document.getElementById('finder:codes');
    const table = place && document.querySelector('main table');
    if (!table) return;

    /** At most this many codes are shown at once: more take a browser long to lay out. */
    const PAGE = 100;
    const AUTOMATIC = ['immediately', 'after_delay', 'backoff'];

    const make = (name, properties = {}, ...children) => {
        const element = Object.assign(document.createElement(name), properties);
        element.append(...children);
        return element;
    };

    const field = (label, control) => make('label', { className: 'finder-field' },
        make('span', { textContent: label }), control);

    const choice = (name, options) => make('select', { name },
        make('option', { value: '', textContent: 'Any' }),
        ...options.map(([value, textContent]) => make('option', { value, textContent })));

    errcat.ready().then((lookup) => {
        const index = globalThis.errcatIndex;
        const query = make('input', {
            type: 'search', name: 'q', autocomplete: 'off', spellcheck: false,
            placeholder: 'TOKEN_EXPIRED, 429, {"error": …}',
        });
        const used = new Set(lookup.all.map((entry) => entry.action).filter(Boolean));
        const filters = {
            api: choice('api', index.apis.map((api) => [api.id, api.title])),
            status: choice('status', index.statuses.map((one) => [one.status, one.title])),
            action: choice('action', index.actions.filter((one) => used.has(one))
                .map((one) => [one.name, one.title])),
            again: choice('again', [
                ['yes', 'Yes, by itself'], ['after', 'After something is done'], ['no', 'No'],
            ]),
        };
        const clear = make('button', { type: 'button', name: 'clear', textContent: 'Clear' });
        const form = make('form', { className: 'finder' },
            make('div', { className: 'finder-query' },
                field('A code, words, a link, or the whole body of a response', query)),
            make('div', { className: 'finder-filters' },
                field('API', filters.api), field('Status', filters.status),
                field('What to do', filters.action), field('Send again?', filters.again), clear));
        form.setAttribute('role', 'search');
        form.setAttribute('aria-label', 'Codes');
        const count = make('p', { className: 'finder-count' });
        count.setAttribute('role', 'status');
        const more = make('button', { type: 'button', className: 'finder-more' });
        const wrapper = table.closest('.table-wrapper') ?? table;
        table.classList.add('finder-table');
        place.parentElement.after(form, count);
        wrapper.after(more);
        table.tHead.rows[0].replaceChildren(
            ...['Code', 'API', 'Status', 'Meaning', 'What to do', 'Send again?']
                .map((textContent) => make('th', { textContent, scope: 'col' })));
        const rows = table.tBodies[0];
        let shown = PAGE;

        const controls = { q: query, ...filters };

        function row(entry) {
            const cell = (label, ...children) => {
                const made = make('td', {}, ...children);
                made.dataset.label = label;
                return made;
            };
            const wire = make('a', { href: lookup.address(entry) }, make('code', { textContent: entry.wire }));
            const name = entry.name === entry.wire ? [] : [' ', make('span', { className: 'finder-name', textContent: entry.name })];
            const statuses = entry.statuses.flatMap((status, at) => [
                at > 0 ? ', ' : '',
                make('a', { href: `${errcat.root}statuses.html#status:${status}`, textContent: status }),
            ]);
            const retired = entry.by ? `Retired: ${entry.by.wire} replaces it` : 'Retired';
            const meaning = entry.retired ? retired : entry.title || entry.message;
            const action = entry.action ? [make('a', {
                href: `${errcat.root}actions.html#action:${entry.action.name}`,
                textContent: entry.action.title,
            })] : [];
            return make('tr', {},
                cell('Code', wire, ...name),
                cell('API', entry.api.title),
                cell('Status', ...statuses),
                cell('Meaning', meaning),
                cell('What to do', ...action),
                cell('Send again?', entry.action ? entry.action.again : ''));
        }

        function wanted(entry) {
            const retry = entry.action ? entry.action.retry : '';
            const again = { yes: AUTOMATIC.includes(retry), after: retry === 'after_action', no: retry === 'never' };
            return (!filters.api.value || entry.api.id === filters.api.value)
                && (!filters.status.value || entry.statuses.includes(filters.status.value))
                && (!filters.action.value || (entry.action && entry.action.name === filters.action.value))
                && (!filters.again.value || again[filters.again.value]);
        }

        let result;
        function show() {
            const found = lookup.find(query.value);
            result = { ...found, entries: found.entries.filter(wanted) };
            const all = result.entries.length;
            rows.replaceChildren(...result.entries.slice(0, shown).map(row));
            const number = all === 1 ? '1 code' : `${all} codes`;
            count.textContent = [found.note, all > 0 || !found.note ? `${number}.` : ''].join(' ').trim();
            more.hidden = all <= shown;
            more.textContent = `Show ${Math.min(PAGE, all - shown)} more of ${all}`;
        }

        /** The choices are in the address behind `#`: what was pasted is sent to nobody. */
        function remember() {
            const state = new URLSearchParams();
            for (const [name, control] of Object.entries(controls)) {
                if (control.value) state.set(name, control.value);
            }
            const hash = state.toString();
            history.replaceState(null, '', hash ? `#${hash}` : location.href.replace(/#.*/s, ''));
        }

        function recall() {
            const state = new URLSearchParams(location.hash.slice(1));
            for (const [name, control] of Object.entries(controls)) control.value = state.get(name) ?? '';
            for (const select of Object.values(filters)) if (select.selectedIndex < 0) select.value = '';
            shown = PAGE;
            show();
        }

        let timer;
        form.addEventListener('input', () => {
            shown = PAGE;
            show();
            clearTimeout(timer);
            timer = setTimeout(remember, 150);
        });
        clear.addEventListener('click', () => {
            form.reset();
            shown = PAGE;
            show();
            remember();
            query.focus();
        });
        form.addEventListener('submit', (event) => {
            event.preventDefault();
            const [first, second] = result.entries;
            if (first && (result.exact || !second)) {
                remember();
                location.href = lookup.address(first);
            }
        });
        more.addEventListener('click', () => {
            const next = shown;
            shown += PAGE;
            show();
            rows.rows[next]?.querySelector('a').focus();
        });
        addEventListener('hashchange', recall);

        // Down and up lead from the search through the codes and back.
        const links = () => [...rows.querySelectorAll('td:first-child a')];
        document.addEventListener('keydown', (event) => {
            if (event.altKey || event.ctrlKey || event.metaKey) return;
            const target = event.target;
            if (event.key === '/' && !/^(input|select|textarea)$/i.test(target.nodeName)) {
                event.preventDefault();
                event.stopPropagation();
                query.focus();
                query.select();
                return;
            }
            // The book turns its pages with these keys.
            if (form.contains(target)) event.stopPropagation();
            const at = links().indexOf(target);
            if (target !== query && at < 0) return;
            if (event.key === 'ArrowDown') links()[at + 1]?.focus();
            else if (event.key === 'ArrowUp' && at >= 0) (at === 0 ? query : links()[at - 1]).focus();
            else return;
            event.preventDefault();
            event.stopPropagation();
        }, true);
        recall();
    });
})();

// On every page: permalinks, buttons to copy, redirects of old anchors, and room to scroll.
'use strict';

(() => {
    const main = document.querySelector('main');
    const byId = (id) => document.getElementById(id);

    /** Puts `text` where one pastes from. Pages from a disk may have no clipboard of their own. */
    async function copy(text) {
        try {
            await navigator.clipboard.writeText(text);
        } catch {
            const area = document.createElement('textarea');
            area.value = text;
            area.className = 'off-screen';
            document.body.append(area);
            area.select();
            document.execCommand('copy');
            area.remove();
        }
    }

    function button(words, of, text) {
        const made = document.createElement('button');
        made.type = 'button';
        const say = (now) => {
            made.textContent = now;
            made.setAttribute('aria-label', `${now}: ${of}`);
        };
        say(words);
        made.addEventListener('click', async () => {
            await copy(text());
            say('Copied');
            setTimeout(say, 1500, words);
        });
        return made;
    }

    /** The place of a heading that has one of its own, which never changes. */
    function placeOf(heading) {
        const before = heading.previousElementSibling;
        return before?.children.length === 1 ? before.querySelector(':scope > a[id]')?.id : undefined;
    }

    function decorate(heading) {
        const id = placeOf(heading);
        if (id === undefined) return;
        const header = heading.querySelector('a.header');
        if (header) header.href = `#${id}`;
        // Places of other things than codes have a colon.
        if (id.includes(':') || heading.tagName !== 'H3') return;
        const wire = errcat.unanchored(id);
        const tools = document.createElement('div');
        tools.className = 'entry-tools';
        const address = () => {
            const page = location.href.replace(/#.*/s, '');
            return `${location.protocol === 'file:' ? page : page.replace(/index\.html$/, '')}#${id}`;
        };
        tools.append(
            button('Copy code', wire, () => wire),
            button('Copy link', wire, address),
        );
        heading.after(tools);
    }

    /** Whoever has no mouse scrolls what has the focus. */
    function reachable(area) {
        const wide = area.scrollWidth > area.clientWidth + 1;
        if (!wide || area.tabIndex >= 0) return;
        area.tabIndex = 0;
        area.setAttribute('role', 'region');
        area.setAttribute('aria-label', area.tagName === 'CODE' ? 'Code' : 'Table');
    }

    // A page may have thousands of entries: each is seen to when it comes near.
    const near = new IntersectionObserver((seen) => {
        for (const { isIntersecting, target } of seen) {
            if (!isIntersecting) continue;
            near.unobserve(target);
            if (/^H[2-6]$/.test(target.tagName)) decorate(target);
            else reachable(target);
        }
    }, { rootMargin: '800px' });
    const observed = 'h2, h3, .table-wrapper, pre > code';
    for (const element of main.querySelectorAll(observed)) near.observe(element);

    /** A note above an entry. */
    function note(beside, ...children) {
        const made = document.createElement('p');
        made.className = 'notice';
        made.setAttribute('role', 'status');
        made.append(...children);
        beside.before(made);
        return made;
    }

    const coded = (text) => {
        const made = document.createElement('code');
        made.textContent = text;
        return made;
    };

    /** A link to a place that is not on the page: a code by another of its names, or none. */
    async function land() {
        let id = location.hash.slice(1);
        try {
            id = decodeURIComponent(id);
        } catch {
            // Then it is not one of ours.
        }
        if (id === '' || id.includes('=') || byId(id) || byId(location.hash.slice(1))) return;
        const lookup = await errcat.ready();
        const api = location.pathname.split('/').at(-2);
        const ofApi = globalThis.errcatIndex.apis.some((one) => one.id === api);
        const entry = ofApi ? lookup.onPage(api, id) : undefined;
        document.querySelectorAll('.notice').forEach((old) => old.remove());
        if (entry) {
            const place = lookup.anchor(entry.wire);
            location.replace(`#${place}`);
            const target = byId(place);
            const above = target?.closest('.table-wrapper') ?? target?.parentElement;
            if (above) note(above, coded(errcat.unanchored(id)), ' is another name of ', coded(entry.wire), '.');
            target?.scrollIntoView();
        } else if (ofApi) {
            const all = document.createElement('a');
            all.href = `${errcat.root}codes.html#q=${encodeURIComponent(errcat.unanchored(id))}`;
            all.textContent = 'Search all codes for it';
            note(main.firstElementChild, 'This page has no ', coded(errcat.unanchored(id)), '. ', all, '.');
            scrollTo(0, 0);
        }
    }
    addEventListener('hashchange', land);
    land();

    // The book opens its table of contents with a label, which no key reaches.
    const contents = byId('mdbook-sidebar-toggle');
    if (contents) {
        contents.setAttribute('role', 'button');
        contents.tabIndex = 0;
        contents.addEventListener('keydown', (event) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            contents.click();
        });
    }

    // Where headings skip a level, the book puts a list into a list.
    addEventListener('load', () => {
        for (const list of document.querySelectorAll('#mdbook-sidebar ol > ol')) {
            const item = document.createElement('li');
            list.replaceWith(item);
            item.append(list);
        }
    });

    // Of the book's themes there are a light one and a dark one here.
    const dark = byId('mdbook-theme-coal');
    if (dark) dark.textContent = 'Dark';
    for (const name of ['rust', 'navy', 'ayu']) byId(`mdbook-theme-${name}`)?.parentElement.remove();
})();

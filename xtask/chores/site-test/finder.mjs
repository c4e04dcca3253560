// The page of all codes: its filters, its search, its keyboard, its address.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Site, found, sorted } from './site.mjs';

const MOST_SHOWN = 100;
const AUTOMATIC = ['immediately', 'after_delay', 'backoff'];

/** The statuses of a code, as text. */
const statusesOf = (code) => (code.statuses ?? []).map(String);

const place = ({ api, code }) => `${api.id}/index.html#${Site.anchor(code.wire)}`;

/** Types or pastes into the search. */
async function search(page, text) {
    await page.getByRole('searchbox').fill(text);
}

const said = (page) => page.getByRole('status').first().textContent();

export async function everyCodeIsListed(site) {
    const page = await site.finder();
    const all = site.codes();
    assert.equal(await said(page), all.length === 1 ? '1 code.' : `${all.length} codes.`);
    assert.deepEqual(await found(page, site.base), all.slice(0, MOST_SHOWN).map(place));
    const more = page.getByRole('button', { name: /^Show/ });
    assert.equal(await more.isVisible(), all.length > MOST_SHOWN);
    if (all.length > MOST_SHOWN) {
        await more.click();
        assert.equal((await found(page, site.base)).length, Math.min(2 * MOST_SHOWN, all.length));
    }
}

export async function filtersLeaveWhatFits(site) {
    const page = await site.finder();
    const codes = site.codes();
    const actions = [...new Set(codes.map(({ code }) => code.action).filter(Boolean))];
    const statuses = [...new Set(codes.flatMap(({ code }) => statusesOf(code)))];
    const cases = [
        ...site.catalogue.apis.slice(0, 6).map((api) => ['api', api.id, (one) => one.api === api]),
        ...statuses.slice(0, 6).map((status) => ['status', status, ({ code }) => statusesOf(code).includes(status)]),
        ...actions.slice(0, 6).map((action) => ['action', action, ({ code }) => code.action === action]),
        ['again', 'yes', ({ code }) => AUTOMATIC.includes(code.retry?.kind)],
        ['again', 'after', ({ code }) => code.retry?.kind === 'after_action'],
        ['again', 'no', ({ code }) => code.retry?.kind === 'never'],
    ];
    for (const [name, value, fits] of cases) {
        await page.locator(`select[name=${name}]`).selectOption(value);
        const expected = codes.filter(fits).slice(0, MOST_SHOWN).map(place);
        assert.deepEqual(await found(page, site.base), expected, `${name} ${value}`);
        await page.getByRole('button', { name: 'Clear' }).click();
    }
    assert.equal((await found(page, site.base)).length, Math.min(codes.length, MOST_SHOWN));
}

export async function theAddressKeepsTheChoices(site) {
    const { api, code } = site.codes().at(-1);
    const wire = String(code.wire);
    const page = await site.finder();
    await page.locator('select[name=api]').selectOption(api.id);
    await search(page, wire);
    await page.waitForFunction(() => location.hash.includes('q='));
    const before = await found(page, site.base);
    assert.ok(before.includes(place({ api, code })));
    const shared = await site.finder(new URL(page.url()).hash);
    assert.equal(await shared.getByRole('searchbox').inputValue(), wire);
    assert.equal(await shared.locator('select[name=api]').inputValue(), api.id);
    assert.deepEqual(await found(shared, site.base), before);
    await shared.getByRole('button', { name: 'Clear' }).click();
    await shared.waitForFunction(() => location.hash === '');
}

export async function aCodeIsFoundByEachOfItsNames(site) {
    const page = await site.finder();
    for (const one of site.codes().slice(0, 60)) {
        for (const name of [String(one.code.wire), one.code.name, ...(one.code.aliases ?? [])]) {
            await search(page, name);
            const links = await found(page, site.base);
            // Another API may have the same name: then both come first.
            const best = site.codes().filter(({ code }) => [String(code.wire), code.name, ...(code.aliases ?? [])]
                .some((other) => other.toLowerCase() === name.toLowerCase()));
            assert.ok(links.slice(0, best.length).includes(place(one)), `${name}: ${links.slice(0, 5)}`);
        }
        if (one.code.permalink) {
            await search(page, one.code.permalink);
            assert.deepEqual(await found(page, site.base), [place(one)], one.code.permalink);
        }
    }
    for (const api of site.catalogue.apis) {
        for (const retired of api.retired ?? []) {
            await search(page, String(retired.wire));
            assert.equal((await found(page, site.base))[0], place({ api, code: retired }));
        }
    }
}

export async function aPastedBodyFindsItsCode(site) {
    const page = await site.finder();
    for (const one of site.codes().slice(0, 120)) {
        for (const { body } of one.code.examples) {
            for (const text of [JSON.stringify(body), `HTTP/1.1 500\n\n${JSON.stringify(body, null, 2)}\n`]) {
                await search(page, text);
                const links = await found(page, site.base);
                assert.ok(links.includes(place(one)), `${text}\n${await said(page)}\n${links}`);
                assert.match(await said(page), /^This (is|may be) an error of /);
                assert.ok((await said(page)).includes(one.api.title.trim()), await said(page));
            }
        }
    }
}

export async function aBodyWithAnUnknownCodeSaysSo(site) {
    const page = await site.finder();
    for (const { code } of site.codes().slice(0, 20)) {
        const old = JSON.stringify(code.wire);
        const unknown = typeof code.wire === 'number' ? '987654321' : '"no-such-code-anywhere"';
        const text = JSON.stringify(code.examples[0].body);
        // Where the code is the address of its page, that is what is not known.
        const address = code.permalink ? JSON.stringify(code.permalink) : old;
        const other = address.replace(/#.*"/, '#no-such-code-anywhere"');
        const body = text.replaceAll(`:${old}`, `:${unknown}`).replaceAll(address, other);
        if (body === text) continue;
        await search(page, body);
        assert.match(await said(page), /no code|not an error of these APIs|It contains these codes/, body);
    }
    await search(page, '{"ok": true}');
    assert.deepEqual(await found(page, site.base), []);
    assert.match(await said(page), /not an error of these APIs/);
}

export async function theKeyboardIsEnough(site) {
    const page = await site.finder();
    const one = site.codes()[0];
    await page.locator('main').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('/');
    await page.keyboard.insertText(String(one.code.wire));
    assert.equal(await page.getByRole('searchbox').inputValue(), String(one.code.wire));
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate(() => document.activeElement.href ?? document.activeElement.name);
    assert.ok((await found(page, site.base)).map((link) => site.base + link).includes(await focused()));
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(), 'q');
    await page.keyboard.press('ArrowDown');
    const target = await focused();
    await page.keyboard.press('Enter');
    await page.waitForURL(target);
    // Everything in the form is reached by the tabulator, and what has the focus shows it.
    const again = await site.finder();
    await again.getByRole('searchbox').focus();
    const names = [];
    for (let at = 0; at < 5; at += 1) {
        await again.keyboard.press('Tab');
        names.push(await again.evaluate(() => document.activeElement.name));
        const outline = await again.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
        assert.notEqual(outline, 'none');
    }
    assert.deepEqual(names, ['api', 'status', 'action', 'again', 'clear']);
}

/** The book's own search took titles for HTML. */
export async function thereIsNoOtherSearch(site) {
    const page = await site.open('index.html');
    assert.equal(await page.locator('[id^=mdbook-search]').count(), 0);
    await page.keyboard.press('/');
    await page.keyboard.press('s');
    assert.equal(await page.locator('input:not([type=checkbox])').count(), 0);
    for (const file of ['searchindex.js', 'searcher.js', 'elasticlunr.min.js']) {
        assert.ok(!site.files.some((one) => one.startsWith(file.split('.')[0])), file);
    }
}

/** Whatever is searched for, what comes is text. */
export async function whatIsFoundIsText(site) {
    const page = await site.finder();
    for (const words of ['', '<', 'onerror', 'zebra', 'javascript', '&']) {
        await search(page, words);
        const names = await page.locator('.finder-table, .finder, .finder-count').evaluateAll((all) => [...new Set(
            all.flatMap((one) => [...one.querySelectorAll('*')])
                .flatMap((one) => [one.localName, ...one.getAttributeNames().filter((name) => /^on|^srcdoc$/.test(name))]),
        )]);
        const ours = ['a', 'button', 'code', 'div', 'input', 'label', 'option', 'select', 'span', 'tbody', 'td', 'th', 'thead', 'tr'];
        assert.deepEqual(names.filter((name) => !ours.includes(name)), [], words);
    }
}

/** What the finder does for some inputs, with so many codes: calls of functions, rows in the end. */
async function work(site, count) {
    const source = readFileSync(path.join(site.folder, 'codes-index.js'), 'utf8');
    const index = JSON.parse(/globalThis\.errcatIndex = (.*);\n$/s.exec(source)[1]);
    const [api] = index.apis;
    const few = api.codes;
    api.codes = Array.from({ length: count }, (_, at) => {
        const [wire, ...rest] = few[at % few.length];
        return [`${wire}_${at}`, ...rest];
    });
    const body = `globalThis.errcatIndex = ${JSON.stringify(index)};`;
    await site.context.route('**/codes-index.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
    const page = await site.finder();
    await site.context.unroute('**/codes-index.js');
    const session = await site.context.newCDPSession(page);
    await session.send('Profiler.enable');
    await session.send('Profiler.startPreciseCoverage', { callCount: true });
    const letter = String(few[0][0])[0];
    const inputs = [letter, `${letter}_`, '99', '9999', 'error 7', '{"code": "nothing"}', '{"code', ''];
    for (const text of inputs) await search(page, text);
    for (const status of index.statuses.slice(0, 4)) {
        await page.locator('select[name=status]').selectOption(status.status);
    }
    const { result } = await session.send('Profiler.takePreciseCoverage');
    const ours = result.filter(({ url }) => /\/(finder|lookup)[^/]*\.js$/.test(url));
    assert.equal(ours.length, 2);
    const calls = ours.flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0].count));
    const rows = await page.locator('.finder-table tbody tr').count();
    await page.close();
    return { calls: calls.reduce((sum, one) => sum + one, 0), rows };
}

/** A machine may be slow; what an input asks of it is the same everywhere. */
export async function workGrowsNoFasterThanCodes(site) {
    if (site.phone) return; // What a page from the disk loads cannot be swapped.
    const [some, many] = [await work(site, 1_000), await work(site, 10_000)];
    assert.ok(many.calls <= 10 * some.calls, `${some.calls} calls, then ${many.calls}`);
    assert.ok(many.rows <= MOST_SHOWN, `${many.rows} rows`);
}

export async function theTableReadsWithoutScripts(site) {
    const context = await site.context.browser().newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.base}codes.html`);
    const links = await page.locator('main table tbody tr td:first-child a')
        .evaluateAll((all) => all.map((link) => link.href));
    assert.deepEqual(sorted(links), sorted(site.codes().map((one) => site.base + place(one))));
    await context.close();
}

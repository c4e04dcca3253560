// All pages: links, places, looks, things to copy, accessibility, and no text that became code.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Site } from './site.mjs';

/** What sticks out of the window or of the text, in words. */
const tooWide = (page) => page.evaluate(() => {
    const main = document.querySelector('main').getBoundingClientRect();
    const over = [...document.querySelectorAll('main > *')]
        .filter((one) => one.getBoundingClientRect().right > main.right + 1 && getComputedStyle(one).overflowX === 'visible');
    const scrolled = document.scrollingElement.scrollWidth - innerWidth;
    return [...(scrolled > 0 ? [`${scrolled} pixels`] : []), ...over.map((one) => one.outerHTML.slice(0, 200))];
});

export async function linksLeadSomewhere(site) {
    if (site.phone) return; // They are the same.
    const ids = new Map();
    const links = [];
    for (const address of site.pages) {
        const page = await site.open(address);
        await page.waitForTimeout(50);
        const { places, targets } = await page.evaluate(() => ({
            places: [...document.querySelectorAll('[id]')].map((one) => one.id),
            targets: [...document.querySelectorAll('a[href], img[src], link[href], script[src]')]
                .map((one) => one.href || one.src),
        }));
        const twice = places.filter((id, at) => places.indexOf(id) !== at);
        assert.deepEqual(twice, [], `${address}: an id appears twice`);
        assert.deepEqual(await tooWide(page), [], address);
        ids.set(site.base + address, new Set(places));
        links.push(...targets.map((target) => ({ from: address, target })));
        await page.close();
    }
    const files = new Map();
    for (const { from, target } of links) {
        assert.match(target, /^(https?|mailto|data):/, `${from} leads to ${target}`);
        if (!target.startsWith(site.base)) continue;
        const [file, hash] = target.split('#');
        const whole = file.endsWith('/') ? `${file}index.html` : file;
        if (!files.has(whole)) files.set(whole, (await site.context.request.get(whole)).status());
        // A catalogue's own relative links lead to files next to the docs.
        if (!ids.has(whole) && !/\.(html|js|css|svg|png|json|csv)$/.test(whole)) continue;
        assert.equal(files.get(whole), 200, `${from} leads to ${target}`);
        if (hash === undefined || hash === '' || hash.includes('=')) continue;
        const id = decodeURIComponent(hash);
        assert.ok(ids.get(whole).has(id), `${from} leads to ${target}, where there is no such place`);
    }
}

/** As the files have them, before any script: ids appear once, and each code is in the list beside. */
export async function everyCodeHasItsPlace(site) {
    for (const api of site.catalogue.apis.slice(0, 8)) {
        const page = await site.open(`${api.id}/index.html`);
        const ids = await page.evaluate((text) => {
            const parsed = new DOMParser().parseFromString(text, 'text/html');
            return [...parsed.querySelectorAll('[id]')].map((one) => one.id);
        }, readFileSync(path.join(site.folder, api.id, 'index.html'), 'utf8'));
        assert.ok(ids.length > api.codes.length);
        assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], `${api.id}: an id appears twice`);
        const listed = await page.locator('#mdbook-sidebar .on-this-page a').allTextContents();
        for (const code of api.codes.length > 1000 ? [] : api.codes) {
            const shown = String(code.wire).replace(/\s+/g, ' ').trim();
            assert.ok(listed.some((one) => one.replace(/\s+/g, ' ').trim().startsWith(shown)), `${api.id}: ${code.wire} is not in the sidebar`);
        }
        await page.close();
    }
}

export async function permalinksLeadToTheEntry(site) {
    for (const api of site.catalogue.apis.slice(0, 8)) {
        const folder = site.phone ? `${api.id}/index.html` : `${api.id}/`;
        const page = await site.open(folder);
        for (const [at, code] of [...api.codes.slice(0, 10), ...api.codes.slice(10).slice(-1)].entries()) {
            // From elsewhere first, then from place to place.
            if (at < 2) await page.goto('about:blank');
            await page.goto(`${site.base}${folder}#${Site.anchor(code.wire)}`);
            const seen = await page.evaluate(() => {
                const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
                const heading = place.parentElement.nextElementSibling;
                const { top, bottom } = heading.getBoundingClientRect();
                const bar = document.getElementById('mdbook-menu-bar').getBoundingClientRect();
                // The last entry of a page cannot come to the top.
                const end = scrollY + innerHeight >= document.scrollingElement.scrollHeight - 2;
                return { end, tag: heading.tagName, top, bottom, bar: bar.bottom, high: innerHeight, text: heading.innerText };
            });
            assert.equal(seen.tag, 'H3');
            assert.ok(seen.top >= Math.max(0, seen.bar - 1) && seen.bottom < (seen.end ? seen.high : seen.high * 0.6), `${code.name}: ${JSON.stringify(seen)}`);
            assert.ok(seen.text.startsWith(String(code.wire).trim()), seen.text);
        }
        await page.close();
    }
}

export async function otherNamesAndRetiredCodesLand(site) {
    for (const api of site.catalogue.apis.slice(0, 8)) {
        const folder = site.phone ? `${api.id}/index.html` : `${api.id}/`;
        for (const code of api.codes) {
            for (const alias of code.aliases ?? []) {
                const page = await site.open(`${folder}#${alias}`);
                // An old name that could be in an address has a place of its own at the entry; of
                // others the page says what it is.
                const place = page.locator(`[id="${Site.anchor(alias)}"]`);
                if (await place.count()) {
                    const heading = place.locator('xpath=following::h3[1]');
                    assert.ok((await heading.innerText()).startsWith(String(code.wire).trim()), alias);
                    assert.ok(await heading.evaluate((one) => one.getBoundingClientRect().top < innerHeight));
                } else {
                    await page.locator('.notice').waitFor();
                    assert.equal(new URL(page.url()).hash, `#${Site.anchor(code.wire)}`);
                    assert.equal(await page.locator('.notice').innerText(), `${alias} is another name of ${code.wire}.`);
                }
                await page.close();
            }
        }
        for (const retired of api.retired ?? []) {
            const page = await site.open(`${folder}#${Site.anchor(retired.wire)}`);
            const place = page.locator(`[id="${Site.anchor(retired.wire)}"]`).first();
            const says = place.locator('xpath=following::blockquote[1]');
            assert.ok((await says.innerText()).startsWith('Retired'), retired.name);
            assert.ok(await says.evaluate((one) => one.getBoundingClientRect().top < innerHeight));
            if (retired.replaced_by) {
                const by = api.codes.find((code) => code.name === retired.replaced_by);
                const link = says.locator(`a[href="#${Site.anchor(by.wire)}"]`);
                assert.equal(await link.count(), 1, `${retired.name} does not lead to ${by.name}`);
            }
            await page.close();
        }
        const page = await site.open(`${folder}#no-such-code-anywhere`);
        await page.locator('.notice a').click();
        await page.getByRole('search').waitFor();
        assert.equal(await page.getByRole('searchbox').inputValue(), 'no-such-code-anywhere');
        await page.close();
    }
}

export async function thingsAreCopied(site) {
    const { api, code } = site.codes()[0];
    if (!site.phone) await site.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await site.open(`${api.id}/index.html#${Site.anchor(code.wire)}`);
    // What was copied, as pasting has it: pages from a disk may not read the clipboard.
    const pasted = async () => {
        await page.evaluate(() => {
            const area = document.createElement('textarea');
            area.id = 'pasted';
            document.body.prepend(area);
        });
        await page.locator('#pasted').focus();
        await page.keyboard.press('Control+V');
        const text = await page.locator('#pasted').inputValue();
        await page.locator('#pasted').evaluate((area) => area.remove());
        return text;
    };
    const entry = page.locator('.entry-tools').first();
    await entry.getByRole('button', { name: 'Copy code' }).click();
    await entry.getByText('Copied').first().waitFor();
    assert.equal(await pasted(), String(code.wire));
    await entry.getByRole('button', { name: 'Copy link' }).click();
    await entry.getByText('Copied').first().waitFor();
    const expected = site.phone ? `${api.id}/index.html` : `${api.id}/`;
    assert.equal(await pasted(), `${site.base}${expected}#${Site.anchor(code.wire)}`);
    assert.ok(await page.locator('pre .clip-button').count() > 0);
}

export async function darkAndLight(site) {
    const page = await site.open('index.html');
    const light = () => page.evaluate(() => {
        const channels = getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g);
        return channels.slice(0, 3).reduce((sum, one) => sum + Number(one), 0) > 380;
    });
    assert.equal(await light(), !site.phone);
    await page.locator('#mdbook-theme-toggle').click();
    for (const [name, expected] of [['Dark', false], ['Light', true]]) {
        await page.getByRole('menuitem', { name, exact: true }).click();
        assert.equal(await light(), expected);
    }
    const themes = await page.getByRole('menuitem').allInnerTexts();
    assert.deepEqual(themes, ['Auto', 'Light', 'Dark']);
}

export async function nothingBlocksAnyone(site) {
    // A page of each kind; of other sites those that hold most of their texts.
    const kind = (address) => address.replace(/^.*\//, 'api/');
    const kinds = new Map(site.pages.toReversed().map((address) => [kind(address), address]));
    const addresses = site.first ? [...kinds.values()] : site.pages.filter((one) => kind(one) === 'api/index.html').slice(0, 4);
    assert.ok(addresses.length > 0);
    for (const address of addresses) {
        const page = await site.open(address);
        if (address === 'codes.html') await page.getByRole('search').waitFor();
        // Everything comes near once, as when one reads to the end.
        await page.evaluate(async () => {
            for (let y = 0; y < document.body.scrollHeight; y += 700) {
                scrollTo(0, y);
                // What comes near is told between one picture and the next.
                await new Promise((next) => { requestAnimationFrame(() => setTimeout(next)); });
            }
            scrollTo(0, 0);
            await new Promise((next) => { setTimeout(next, 100); });
        });
        await page.addScriptTag({ path: site.axe });
        const { violations } = await page.evaluate(() => globalThis.axe.run({ preload: false }));
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        const told = grave.map(({ id, help, nodes }) => ({
            id, help, nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
        }));
        assert.deepEqual(told, [], address);
        await page.close();
    }
}

export async function textStaysText(site) {
    for (const api of site.catalogue.apis.slice(0, 8)) {
        const page = await site.open(`${api.id}/index.html`);
        const main = page.locator('main');
        assert.equal(await main.locator('script, iframe, object, embed, form, details, style').count(), 0);
        assert.equal(await main.locator('a[href^="javascript:" i], a[href^="data:" i]').count(), 0);
        const active = await main.evaluate((one) => [...one.querySelectorAll('*')]
            .flatMap((element) => [...element.attributes]).filter(({ name }) => name.startsWith('on')).length);
        assert.equal(active, 0);
        const text = await main.evaluate((one) => one.textContent);
        assert.ok(!/root:[^:]*:0:0:/.test(text), 'a file of this machine is in the page');
        const shown = text.replace(/\s+/g, ' ');
        const expected = [api.title, ...api.codes.map((code) => code.title), ...api.groups.map((group) => group.title)];
        const standing = new Set(api.codes.map((code) => code.group));
        for (const title of expected) {
            const group = api.groups.find((one) => one.title === title);
            if (group && !standing.has(group.name)) continue;
            const code = api.codes.find((one) => one.title === title);
            // A title that says no more than the name is not told again.
            if (code && !shown.includes(title.replace(/\s+/g, ' '))) {
                assert.ok(shown.includes(String(code.name)), title);
                continue;
            }
            assert.ok(shown.includes(title.trim().replace(/\s+/g, ' ')), `${title} is not on the page`);
        }
        await page.close();
    }
}

export async function pagesAndPicturesAreWhole(site) {
    if (!site.phone) return; // Links are looked at on a desk, and each page's width with them.
    for (const address of site.pages) {
        const page = await site.open(address);
        assert.deepEqual(await tooWide(page), [], address);
        const pictures = await page.locator('main img').evaluateAll((all) => all.map((image) => ({
            alt: image.alt, width: image.naturalWidth, src: image.src,
        })));
        for (const picture of pictures) {
            assert.ok(picture.alt && picture.width > 100, JSON.stringify(picture));
            const alone = await site.context.newPage();
            await alone.goto(picture.src);
            const seen = await alone.evaluate(() => {
                const root = document.documentElement;
                const ground = root.querySelector('rect.ground').getBoundingClientRect();
                const over = [...root.querySelectorAll('text')].filter((text) => {
                    const box = text.getBoundingClientRect();
                    const own = text.closest('g')?.querySelector('rect.box').getBoundingClientRect() ?? ground;
                    return box.right > own.right + 1 || box.left < own.left - 1;
                });
                return {
                    root: root.localName, role: root.getAttribute('role'), script: root.querySelectorAll('script').length,
                    title: root.querySelector('title')?.textContent, over: over.map((text) => text.textContent),
                };
            });
            assert.deepEqual({ ...seen, title: Boolean(seen.title) }, { root: 'svg', role: 'img', script: 0, title: true, over: [] }, picture.src);
            await alone.close();
        }
        await page.close();
    }
}

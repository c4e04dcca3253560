// A site under test: its pages, its catalogue, and what must never happen on it.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export class Site {
    #trouble = [];

    constructor({ context, base, folder, axe, phone, first }) {
        Object.assign(this, { context, base, folder, axe, phone, first });
        this.catalogue = JSON.parse(readFileSync(path.join(folder, 'catalogue.json'), 'utf8'));
        this.files = readdirSync(folder, { recursive: true }).map((file) => file.split(path.sep).join('/'));
        this.pages = this.files
            .filter((file) => file.endsWith('.html') && file !== 'toc.html' && file !== '404.html')
            .sort();
    }

    /** Opens a page, and hears everything that goes wrong on it. */
    async open(address) {
        const page = await this.context.newPage();
        page.on('console', (message) => {
            if (message.type() === 'error') {
                this.#trouble.push(`${address}: console: ${message.text()}`);
            }
        });
        page.on('pageerror', (error) => this.#trouble.push(`${address}: ${error.stack}`));
        page.on('dialog', (dialog) => {
            this.#trouble.push(`${address}: a dialog says ${dialog.message()}`);
            dialog.dismiss();
        });
        page.on('request', (request) => {
            if (!request.url().startsWith(this.base) && !request.url().startsWith('data:')) {
                this.#trouble.push(`${address}: asks for ${request.url()}`);
            }
        });
        await page.goto(this.base + address, { waitUntil: 'load' });
        return page;
    }

    /** The page of all codes, ready to search. */
    async finder(hash = '') {
        const page = await this.open(`codes.html${hash}`);
        await page.getByRole('search').waitFor();
        return page;
    }

    /** Fails where a page made a request to another host, an error or a dialog. */
    checkQuiet() {
        assert.deepEqual(this.#trouble, []);
    }

    /** The id of a code's place: as the format's reference has it, written again. */
    static anchor(wire) {
        return [...String(wire)].map((character) => (/[A-Za-z0-9._-]/.test(character)
            ? character : `~${character.codePointAt(0).toString(16)}.`)).join('');
    }

    /** All codes of the catalogue, with their APIs. */
    codes() {
        return this.catalogue.apis.flatMap((api) => api.codes.map((code) => ({ api, code })));
    }
}

/** The rows that the finder shows: where each leads, as `api/index.html#anchor`. */
export async function found(page, base) {
    const rows = page.locator('.finder-table tbody tr td:first-child a');
    const addresses = await rows.evaluateAll((links) => links.map((link) => link.href));
    return addresses.map((address) => address.slice(base.length));
}

/** What is in a list, without the order. */
export const sorted = (list) => [...list].sort();

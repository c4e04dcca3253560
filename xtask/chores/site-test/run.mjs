// Tests of built sites in headless Chromium. What is expected comes from each site's own
// catalogue.json, so any catalogue can be tested:
//
//     node run.mjs NODE_MODULES CHROMIUM SITE…
//
// Exit status: 0 all holds, 1 something does not.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { Site } from './site.mjs';
import { serve } from './server.mjs';
import * as finder from './finder.mjs';
import * as pages from './pages.mjs';

/** So many tests go on at once: the browser uses the other cores. */
const WORKERS = 3;

const [modules, executablePath, ...folders] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'here.js'));
const { chromium } = require('playwright-core');
const axe = require.resolve('axe-core/axe.min.js');

const browser = await chromium.launch({
    executablePath,
    args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
});
const server = await serve(folders);

// From a server below some path, on a desk by day; and from the disk, on a phone at night.
const settings = [
    { name: 'desktop', from: 'server', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
    {
        name: 'phone', from: 'disk', viewport: { width: 390, height: 844 }, colorScheme: 'dark',
        isMobile: true, hasTouch: true,
    },
];

// The first site's pages are tested both ways; of the others everything on the phone, where most goes
// wrong, and from the server what needs one. What the finder finds is the same in any window.
const jobs = [];
for (const [at, folder] of folders.entries()) {
    const first = at === 0;
    for (const setting of settings) {
        const add = ([title, test]) => jobs.push({ folder, setting, title, test, first });
        const disk = setting.from === 'disk';
        Object.entries(pages).filter(([, test]) => first || disk || test === pages.linksLeadSomewhere).forEach(add);
        if (first !== disk) Object.entries(finder).forEach(add);
    }
}
// There is one clipboard: what copies does so when nothing else goes on.
const alone = jobs.filter(({ test }) => test === pages.thingsAreCopied);
const together = jobs.filter(({ test }) => test !== pages.thingsAreCopied);

let failures = 0;
async function run({ folder, setting, title, test, first }) {
    const { name, from, ...options } = setting;
    const base = from === 'disk' ? pathToFileURL(`${folder}/`).href : server.address(folder);
    const context = await browser.newContext(options);
    try {
        const site = new Site({ context, base, folder, axe, phone: name === 'phone', first });
        await test(site);
        site.checkQuiet();
    } catch (failure) {
        failures += 1;
        const what = `${path.basename(folder)}, ${name}: ${title}`;
        console.error(`FAILED ${what}\n  ${String(failure.stack).replaceAll('\n', '\n  ')}`);
    }
    await context.close();
}
async function worker() {
    for (let job = together.shift(); job; job = together.shift()) await run(job);
}
await Promise.all(Array.from({ length: WORKERS }, worker));
for (const job of alone) await run(job);
await browser.close();
server.close();
console.log(`chromium: ${folders.length} sites, ${jobs.length - failures} tests hold, ${failures} fail`);
process.exitCode = failures > 0 ? 1 : 0;

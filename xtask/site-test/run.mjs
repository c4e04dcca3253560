// Tests of built sites in headless Chromium. What is expected comes from each site's own
// catalogue.json, so any catalogue can be tested:
//
//     node run.mjs NODE_MODULES CHROMIUM SITE…
//
// Exit status: 0 all holds, 1 something does not.
import { createRequire } from 'node:module';
import path from 'node:path';

import { Site } from './site.mjs';
import { serve } from './server.mjs';
import * as finder from './finder.mjs';
import * as pages from './pages.mjs';

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
const tests = [...Object.entries(pages), ...Object.entries(finder)];

let failures = 0;
let done = 0;
for (const folder of folders) {
    for (const { name, from, ...options } of settings) {
        const base = from === 'disk' ? new URL(`file://${folder}/`).href : server.address(folder);
        for (const [title, test] of tests) {
            const context = await browser.newContext(options);
            const site = new Site({ context, base, folder, axe, phone: name === 'phone' });
            const what = `${path.basename(folder)}, ${name}: ${title}`;
            const start = performance.now();
            try {
                await test(site);
                site.checkQuiet();
                done += 1;
            } catch (failure) {
                failures += 1;
                console.error(`FAILED ${what}\n  ${String(failure.stack).replaceAll('\n', '\n  ')}`);
            }
            await context.close();
            if (process.env.ERRCAT_TIMES) console.error(`${Math.round(performance.now() - start)} ms ${what}`);
        }
    }
}
await browser.close();
server.close();
console.log(`chromium: ${done} tests of ${folders.length} sites hold, ${failures} fail`);
process.exitCode = failures > 0 ? 1 : 0;

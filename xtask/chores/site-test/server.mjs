// A plain static host: folders, `index.html`, the 404 page, nothing else.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

const TYPES = {
    '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css',
    '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.csv': 'text/csv',
    '.woff2': 'font/woff2', '.md': 'text/markdown', '.txt': 'text/plain; charset=utf-8',
};

/** Serves each folder below a path of its own. */
export async function serve(folders) {
    const at = (folder) => `/below/a/path/${path.basename(folder)}/`;
    const server = createServer(async (request, response) => {
        const url = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
        const folder = folders.find((one) => url.startsWith(at(one)));
        let file = folder && path.join(folder, url.slice(at(folder).length));
        try {
            if ((await stat(file)).isDirectory()) file = path.join(file, 'index.html');
            const bytes = await readFile(file);
            response.writeHead(200, { 'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
            response.end(bytes);
        } catch {
            response.writeHead(404).end();
        }
    });
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const { port } = server.address();
    return {
        address: (folder) => `http://127.0.0.1:${port}${at(folder)}`,
        close: () => server.close(),
    };
}

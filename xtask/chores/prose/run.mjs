// The prose linter: textlint with this project's own rules (`rules.json`), over every file with text that people read.
//
//     node run.mjs NODE_MODULES FILE...
//
// textlint reads Markdown itself. In other files the linter reads comments and strings: `TEXTS` says how each
// language writes them. Exit status: 0 for no findings, 1 for findings.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(join(modules, 'index.js'));
const { TextlintKernel } = require('@textlint/kernel');
const markdown = require('@textlint/textlint-plugin-markdown').default;
const pattern = require('@textlint-rule/textlint-rule-pattern').default;

const SLASHES = String.raw`//.*(?:\n[ \t]*//.*)*|/\*[\s\S]*?\*/`;
const HASHES = String.raw`#.*(?:\n[ \t]*#.*)*`;
const QUOTED = String.raw`"(?:\\[\s\S]|[^"\\])*"`;
const SCRIPT = `${SLASHES}|"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*'|\`(?:\\\\[\\s\\S]|[^\`\\\\])*\``;

/** Comments and strings, by the ending of a file's name. */
const TEXTS = {
    '.css': SLASHES,
    '.csv': '.+',
    '.js': SCRIPT,
    '.json': QUOTED,
    '.mjs': SCRIPT,
    '.py': `${HASHES}|${QUOTED}`,
    // A character in quotes is not a text, and neither is a lifetime.
    '.rs': String.raw`${SLASHES}|r(#*)"[\s\S]*?"\1|'(?:\\.[^']*|[^'\\])'|${QUOTED}`,
    '.sh': HASHES,
    '.svg': '>[^<]+<',
    '.toml': String.raw`"""[\s\S]*?"""|${QUOTED}|'[^'\n]*'|${HASHES}`,
    '.ts': SCRIPT,
    '.yaml': HASHES,
};
// The templates of Rust.
TEXTS['.txt'] = TEXTS['.rs'];

/** What may be between two words of a pattern: white space, and what begins or ends a line of a comment or a string. */
const SPACE = String.raw`(?:\s|\\n?|//[/!]?|#|\*)+`;

/** A file in a programming language as textlint's tree: a paragraph for each comment and string. */
class Source {
    static availableExtensions() {
        return Object.keys(TEXTS);
    }

    processor(ending) {
        return {
            preProcess: (text) => tree(text, new RegExp(TEXTS[ending], 'g')),
            postProcess: (messages, filePath) => ({ messages, filePath }),
        };
    }
}

function tree(text, texts) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    const place = (at) => {
        let [low, high] = [0, starts.length];
        while (high - low > 1) {
            const middle = (low + high) >> 1;
            if (starts[middle] <= at) low = middle; else high = middle;
        }
        return { line: low + 1, column: at - starts[low] };
    };
    const node = (type, start, end, rest) => ({
        type,
        raw: text.slice(start, end),
        range: [start, end],
        loc: { start: place(start), end: place(end) },
        ...rest,
    });
    const children = [];
    for (const found of text.matchAll(texts)) {
        const [start, end] = [found.index, found.index + found[0].length];
        if (!/[a-z] \S/.test(found[0])) continue;
        const words = node('Str', start, end, { value: found[0] });
        children.push(node('Paragraph', start, end, { children: [words] }));
    }
    return node('Document', 0, text.length, { children });
}

const rules = JSON.parse(readFileSync(new URL('rules.json', import.meta.url), 'utf8'));
const patterns = rules.map(({ pattern: text, message }) => ({
    pattern: `/${text.replaceAll(' ', SPACE).replaceAll('/', '\\/')}/i`,
    message,
}));
const kernel = new TextlintKernel();
let found = 0;
for (const file of files) {
    const ending = extname(file);
    const isMarkdown = ending === '.md' || file.endsWith('/llms.txt');
    if (!isMarkdown && !(ending in TEXTS)) continue;
    const { messages } = await kernel.lintText(readFileSync(file, 'utf8'), {
        filePath: file,
        ext: isMarkdown ? '.md' : ending,
        plugins: [
            { pluginId: 'markdown', plugin: markdown },
            { pluginId: 'source', plugin: { Processor: Source } },
        ],
        rules: [{ ruleId: 'house', rule: pattern, options: { patterns } }],
    });
    for (const { line, column, message } of messages) {
        console.log(`${file}:${line}:${column}: ${message}`);
        found += 1;
    }
}
process.exitCode = found > 0 ? 1 : 0;

// The syntax trees of TypeScript with harmless and with hostile texts, made by TypeScript's own parser,
// are the same up to literals, and scripts that give pages data do that alone. Its arguments: the folder
// of the package `typescript`, and a JSON file with the sources,
// `{ "harmless": [source], "hostile": [[source]], "scripts": [source] }`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import vm from "node:vm";

const [folder, file] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(folder);
const { harmless, hostile, scripts } = JSON.parse(readFileSync(file, "utf8"));

function tree(source) {
  const parsed = ts.createSourceFile("handler.ts", source, ts.ScriptTarget.Latest, true);
  const faults = parsed.parseDiagnostics.map((it) => ts.flattenDiagnosticMessageText(it.messageText, " "));
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const nodes = [];
  const visit = (node, depth) => {
    // The name of a property is in quotes where it has to.
    const isName = ts.isPropertySignature(node.parent ?? node) && node.parent?.name === node;
    const isText = isName || ts.isStringLiteralLike(node);
    const word = ts.isIdentifier(node) ? ` ${node.text}` : "";
    nodes.push(`${depth} ${isText ? "text" : ts.SyntaxKind[node.kind] + word}`);
    if (!isText) node.forEachChild((child) => visit(child, depth + 1));
  };
  visit(parsed, 0);
  return nodes;
}

let different = 0;
const expected = harmless.map(tree);
for (const [turn, sources] of hostile.entries()) {
  if (sources.length !== expected.length) throw new Error(`in turn ${turn} there are ${sources.length} sources`);
  for (const [at, source] of sources.entries()) {
    const found = tree(source);
    const line = found.findIndex((node, index) => node !== expected[at][index]);
    if (line >= 0 || found.length !== expected[at].length) {
      different += 1;
      console.log(`in turn ${turn}, source ${at}: ${expected[at][line]} has become ${found[line]}`);
    }
  }
}
for (const script of scripts) {
  const globals = vm.createContext({});
  vm.runInContext(script, globals);
  const data = JSON.parse(/^globalThis\.errcatIndex = (.*);\n$/ms.exec(script)[1]);
  assert.deepEqual(Object.keys(globals), ["errcatIndex"]);
  // What a script has read has the script's own prototypes, but the same keys.
  assert.equal(JSON.stringify(globals.errcatIndex), JSON.stringify(data));
}
assert.equal(scripts.length, hostile.length);
console.log(`${hostile.length} turns, ${expected.length} sources of ${expected.flat().length} nodes, ${different} differ`);
process.exit(different === 0 && expected.flat().length > 100 ? 0 : 1);

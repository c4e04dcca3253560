// Markdown as readers in JavaScript see it with their extensions on. Its arguments: the folder
// `node_modules`, and a JSON file with documents, `[{ "markdown", "elements", "text" }]`: the names of the
// elements that CommonMark sees, in order and without paragraphs, and the text without white space.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, file] = process.argv.slice(2);
const require = createRequire(path.join(modules, "here.js"));
const load = async (name) => import(pathToFileURL(require.resolve(name)).href).catch(() => require(name));
const take = async (name) => {
  const loaded = await load(name);
  return loaded.default?.default ?? loaded.default ?? loaded;
};

const [gfm, math, directive, frontmatter] = await Promise.all(
  ["remark-gfm", "remark-math", "remark-directive", "remark-frontmatter"].map(take));
const { createProcessor } = await load("@mdx-js/mdx");
const { unified } = await load("unified");
const [parse, rehype] = await Promise.all(["remark-parse", "remark-rehype"].map(take));
const MarkdownIt = await take("markdown-it");

/** What a document shows. Attributes that no text may have are elements of their own. */
class Shown {
  elements = [];
  text = "";

  element(name, attributes) {
    this.elements.push(name);
    for (const [key, value] of Object.entries(attributes)) {
      const allowed = {
        href: name === "a" && /^(https?:|mailto:|[^:]*$)/i.test(value), title: name === "a",
        start: name === "ol", align: /^t[dh]$/.test(name),
        style: /^t[dh]$/.test(name) && /^text-align:\w+$/.test(value),
        class: name === "code" && /^language-[\w+#-]+$/.test(value),
        className: name === "code" && value?.length === 1 && /^language-[\w+#-]+$/.test(value[0]),
      };
      if (allowed[key] !== true) this.elements.push(`${name} ${key}=${value}`);
    }
  }

  add(text) {
    this.text += text.replace(/[\s\p{Zs}\p{Cc}\u00ad\ufffd\uffff\u{10ffff}]/gu, "");
  }

  /** An address that leads to itself is not an element: readers may turn text that looks like an address into a link. */
  endLink(href, elements, text) {
    const shown = this.text.slice(text);
    const decoded = (url) => { try { return decodeURI(url); } catch { return url; } };
    const itself = ["", "http://", "https://", "mailto:"].some((scheme) =>
      href === scheme + shown || decoded(href) === scheme + shown);
    if (itself && this.elements.length === elements + 1) this.elements.pop();
  }
}

/** Names as both sides have them. */
const same = (elements) => elements
  .filter((name) => !["p", "thead", "tbody", "#root"].includes(name))
  .map((name) => (name === "th" ? "td" : name));

function ofTree(tree) {
  const shown = new Shown();
  const visit = (node) => {
    const [elements, text] = [shown.elements.length, shown.text.length];
    if (node.type === "text") shown.add(node.value);
    else if (node.type === "element") shown.element(node.tagName, node.properties);
    else if (node.type !== "root") shown.element(`<${node.type}>`, {});
    for (const child of node.children ?? []) visit(child);
    if (node.tagName === "a") shown.endLink(node.properties.href ?? "", elements, text);
  };
  visit(tree);
  return shown;
}

/** Directives become elements with their own names, so that the test sees each of them. */
const named = () => (tree) => {
  const visit = (node) => {
    if (/Directive$/.test(node.type)) node.data = { hName: `directive-${node.name}` };
    (node.children ?? []).forEach(visit);
  };
  visit(tree);
};

const plugins = [gfm, math, directive, [frontmatter, ["yaml", "toml"]], named];
const remark = unified().use(parse).use(plugins).use(rehype, { allowDangerousHtml: true });
const byRemark = async (markdown) => ofTree(await remark.run(remark.parse(markdown)));

let ofMdx;
const mdx = createProcessor({
  remarkPlugins: plugins, rehypePlugins: [() => (tree) => { ofMdx = ofTree(tree); }],
});
async function byMdx(markdown) {
  await mdx.process(markdown);
  return ofMdx;
}

const tokens = new MarkdownIt({ html: true, linkify: true });
for (const name of ["attrs", "footnote", "deflist", "abbr", "mark", "ins", "sub", "sup", "bracketed-spans", "task-lists", "texmath"]) {
  const plugin = await take(`markdown-it-${name}`);
  const katex = { renderToString: (formula) => `<math>${formula}</math>` };
  const delimiters = ["dollars", "brackets", "beg_end"];
  if (name === "texmath") tokens.use(plugin, { engine: katex, delimiters });
  else tokens.use(plugin);
}
tokens.use((await load("markdown-it-emoji")).full);
tokens.use(await take("markdown-it-container"), "any", { validate: () => true });

async function byMarkdownIt(markdown) {
  const shown = new Shown();
  const links = [];
  const visit = (token) => {
    const attributes = Object.fromEntries(token.attrs ?? []);
    if (token.type === "inline") token.children.forEach(visit);
    else if (token.type === "text" || token.type === "text_special") shown.add(token.content);
    else if (token.type === "code_inline") {
      shown.element("code", attributes);
      shown.add(token.content);
    } else if (token.type === "fence" || token.type === "code_block") {
      shown.element("pre", attributes);
      shown.element("code", {});
      shown.add(token.content);
    } else if (token.type === "link_open") {
      links.push([attributes.href, shown.elements.length, shown.text.length]);
      shown.element("a", attributes);
    } else if (token.type === "link_close") shown.endLink(...links.pop());
    else if (token.type === "softbreak" || token.nesting < 0) return;
    else if (/^(paragraph|thead|tbody)_open$/.test(token.type)) {
      if (token.attrs) shown.element("p", attributes);
    } else if (/_open$|^hardbreak$|^hr$/.test(token.type) && token.tag) shown.element(token.tag, attributes);
    else shown.element(`<${token.type}>`, {});
  };
  tokens.parse(markdown, {}).forEach(visit);
  return shown;
}

const documents = JSON.parse(readFileSync(file, "utf8"));
let different = 0;
for (const [name, read] of Object.entries({ remark: byRemark, MDX: byMdx, "markdown-it": byMarkdownIt })) {
  for (const { markdown, elements, text } of documents) {
    const expected = elements.flatMap((element) => (element.startsWith("pre ") ? ["pre", "code"] : [element]));
    let found;
    try {
      const shown = await read(markdown);
      found = { elements: same(shown.elements), text: shown.text };
    } catch (failure) {
      found = { elements: [String(failure)], text: "" };
    }
    const plain = (one) => one.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/–/g, "--").replace(/—/g, "---").replace(/…/g, "...");
    if (found.elements.join() === expected.join() && plain(found.text) === text) continue;
    different += 1;
    if (different > 12) continue;
    console.log(`${name}: ${JSON.stringify(markdown)}\n  shows ${JSON.stringify(found)}\n  not   ${JSON.stringify({ elements: expected, text })}`);
  }
}
console.log(`3 readers, ${documents.length} documents, ${different} differ`);
process.exit(different === 0 && documents.length > 1000 ? 0 : 1);

"""Markdown as Python-Markdown sees it, with all of its extensions and of pymdown's but those that change
what CommonMark itself means. Its argument: a JSON file with documents,
`[{ "markdown", "elements", "text" }]`: the elements that CommonMark sees, and the text without white space.

Python-Markdown is no CommonMark: it indents lists by four spaces, and so on. So no text may give it an
element that the document does not have, nor an attribute that runs or loads something; where both see the
same elements, they show the same text.
"""

import html.parser
import json
import re
import sys

import markdown

# Not `legacy_em` and `legacy_attrs`, which undo what CommonMark says of `a_b_c`.
OURS = """abbr admonition attr_list codehilite def_list footnotes md_in_html meta nl2br sane_lists tables toc
wikilinks""".split()
PYMDOWN = """arithmatex betterem blocks.admonition blocks.caption blocks.definition blocks.details blocks.html
blocks.tab bracketspan caret critic details emoji fancylists highlight inlinehilite keys magiclink mark
progressbar quotes saneheaders smartsymbols snippets superfences tabbed tasklist tilde""".split()
READERS = {
    "all": OURS + [f"pymdownx.{name}" for name in PYMDOWN],
    # What most sites have on.
    "extra": ["extra", "toc", "admonition", "sane_lists"],
}
# An indented line in a list may be code to it, which runs nothing.
HARMLESS = {"p", "br", "thead", "tbody", "pre", "code"}
SYMBOLS = {"\u2192": "-->", "\u00a9": "(c)", "\u2122": "(tm)", "\u00b1": "+-"}


class Shown(html.parser.HTMLParser):
    """The elements and the text of HTML."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements, self.faults, self.text, self.links = [], [], "", []
        self.highlighted = 0

    def handle_starttag(self, tag, attrs):
        # What a highlighter makes of code, and where a table of contents leads.
        names = dict(attrs)
        if tag == "a" and names.get("class") in ("headerlink", "toclink"):
            return
        if tag in ("div", "span") and re.fullmatch(r"highlight|codehilite|[a-z]{0,3}", names.get("class") or ""):
            return
        if tag == "a":
            self.links.append((names.get("href") or "", len(self.elements), len(self.text)))
        self.elements.append({"th": "td", "b": "strong"}.get(tag, tag))
        for key, value in attrs:
            value = value or ""
            allowed = {
                "href": tag == "a" and re.match(r"(https?:|mailto:|[^:]*$)", value, re.I),
                "title": tag == "a",
                "start": tag == "ol",
                "type": tag == "ol" and value == "1",
                "style": re.fullmatch(r"text-align: \w+;", value),
                "class": tag in ("code", "pre") and re.fullmatch(r"(language-[\w+#-]+|highlight|codehilite)", value),
                # Tables of contents make ids of headings; magic links say what they are.
                "id": re.fullmatch(r"h[1-6]", tag) and re.fullmatch(r"[\w-]*", value),
            }
            if not allowed.get(key):
                self.faults.append(f"{tag} {key}={value}")

    def handle_endtag(self, tag):
        if tag == "a" and self.links:
            href, elements, text = self.links.pop()
            shown = self.text[text:]
            itself = any(href == scheme + shown for scheme in ("", "http://", "https://", "mailto:"))
            if itself and len(self.elements) == elements + 1:
                self.elements.pop()

    def handle_data(self, data):
        self.text += "".join(data.split())

    def shown(self):
        """The text without what nobody can see, and as keyboards have it."""
        text = re.sub(r"[\x00-\x1f\x7f-\x9f\u00ad\ufeff\ufffd\uffff\U0010ffff\u00b6]", "", self.text)
        for character, written in SYMBOLS.items():
            text = text.replace(character, written)
        return text

    def handle_comment(self, data):
        self.faults.append(f"comment {data}")


def main():
    with open(sys.argv[-1], encoding="utf-8") as file:
        documents = json.load(file)
    different = 0
    for name, extensions in READERS.items():
        reader = markdown.Markdown(extensions=extensions)
        for document in documents:
            shown = Shown()
            page = reader.reset().convert(document["markdown"])
            # HTML takes the numbers of these control characters for letters of Windows.
            shown.feed(re.sub(r"&#1(2[89]|[34]\d|5\d);", "", page))
            shown.close()
            known = set()
            for element in document["elements"]:
                known |= {"pre", "code"} if element.startswith("pre ") else {element}
            extra = [element for element in shown.elements if element not in known | HARMLESS]
            text = shown.shown()
            plain = not (known - {"h1", "h3", "code", "a", "strong"})
            other = plain and text != document["text"]
            if not (extra or shown.faults or other):
                continue
            different += 1
            if different <= 12:
                print(f"{name}: {document['markdown']!r}\n  has {extra} {shown.faults}")
                if other:
                    print(f"  shows {text!r}\n  not   {document['text']!r}")
    print(f"{len(READERS)} readers, {len(documents)} documents, {different} differ")
    return 0 if different == 0 and len(documents) > 1000 else 1


sys.exit(main())

"""Markdown as Python-Markdown sees it, with all of its extensions and of pymdown's but those that change
what CommonMark itself means. Its argument: a JSON file with documents,
`[{ "markdown", "elements", "text" }]`: the elements that CommonMark sees, and the text without white space.

Python-Markdown is not CommonMark: what is in an item of a list it wants indented by four spaces, and
code without any. In lists and quotes it may see less structure, or code that runs nothing; everywhere else it
sees the same elements and the same text. Nowhere may it see an attribute that a text must not have.
"""

import html
import html.parser
import json
import re
import sys
from collections import Counter

import markdown
from markdown.extensions.toc import slugify

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
# `nl2br` breaks every line where the source does.
UNCOUNTED = {"p", "br", "thead", "tbody"}
SYMBOLS = {"\u2192": "-->", "\u00a9": "(c)", "\u2122": "(tm)", "\u00b1": "+-"}
# What a highlighter puts around code: nothing but a class.
AROUND_CODE = [[("class", "highlight")], [("class", "codehilite")]]


class Shown(html.parser.HTMLParser):
    """The elements and the text of HTML, and what no text may give it."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements, self.faults, self.text, self.links = [], [], "", []
        # The heading that is open: its id, and how much text there was before.
        self.heading = None
        self.in_code = False
        # HTML takes the numbers of these control characters for letters of Windows.
        self.feed(re.sub(r"&#1(2[89]|[34]\d|5\d);", "", page))
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "div" and attrs in AROUND_CODE or tag == "span" and self.is_highlight(attrs):
            return
        if tag in ("pre", "code"):
            self.in_code = True
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.elements), len(self.text)))
        if tag not in UNCOUNTED:
            self.elements.append({"th": "td", "b": "strong"}.get(tag, tag))
        for key, value in attrs:
            value = value or ""
            if key == "id" and re.fullmatch("h[1-6]", tag):
                self.heading = (value, len(self.text))
                continue
            allowed = {
                "href": tag == "a" and re.match(r"(https?:|mailto:|[^:]*$)", value, re.I),
                "title": tag == "a",
                "start": tag == "ol",
                "type": tag == "ol" and value == "1",
                "style": tag in ("td", "th") and re.fullmatch(r"text-align: \w+;", value),
                "class": tag in ("code", "pre")
                and re.fullmatch(r"(language-[\w+#-]+|highlight|codehilite)", value),
            }
            if not allowed.get(key):
                self.faults.append(f"{tag} {key}={value}")

    def is_highlight(self, attrs):
        """Whether a span with `attrs` is a highlighter's: it has nothing but the kind of token, in code."""
        kinds = all(key == "class" and re.fullmatch("[a-z]{1,2}", value or "") for key, value in attrs)
        return self.in_code and kinds

    def handle_endtag(self, tag):
        if tag in ("pre", "code"):
            self.in_code = False
        if tag == "a" and self.links:
            href, elements, text = self.links.pop()
            shown = self.text[text:]
            itself = any(href == scheme + shown for scheme in ("", "http://", "https://", "mailto:"))
            if itself and len(self.elements) == elements + 1:
                self.elements.pop()
        if re.fullmatch("h[1-6]", tag) and self.heading:
            # Tables of contents make it of the heading's words. A text that names another could take the
            # place of a code's.
            found, text = self.heading
            made = slugify(self.text[text:], "-").replace("-", "")
            if made not in (found.replace("-", ""), re.sub(r"_\d+$", "", found).replace("-", "")):
                self.faults.append(f"{tag} id={found}")
            self.heading = None

    def handle_data(self, data):
        self.text += "".join(data.split())

    def handle_comment(self, data):
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl):
        self.faults.append(f"declaration {decl}")

    def unknown_decl(self, data):
        self.faults.append(f"declaration {data}")

    def handle_pi(self, data):
        self.faults.append(f"instruction {data}")

    def shown(self):
        """The text without what nobody can see, and as keyboards have it."""
        text = re.sub(r"[\x00-\x1f\x7f-\x9f\u00ad\ufeff\ufffd\uffff\U0010ffff]", "", self.text)
        for character, written in SYMBOLS.items():
            text = text.replace(character, written)
        return text


def expected_elements(document):
    """Those of CommonMark, as HTML has them, and the languages of its code blocks."""
    elements, languages = [], []
    for element in document["elements"]:
        if element.startswith("pre "):
            elements += ["pre", "code"]
            languages.append(element[4:])
        elif element not in UNCOUNTED:
            elements.append(element)
    return elements, languages


def letters(text):
    """What is left of a text whatever marks are shown with it."""
    return re.sub(r"[\W_]", "", html.unescape(text))


def differences(document, shown):
    """What a reader shows other than CommonMark."""
    elements, languages = expected_elements(document)
    text, expected = shown.shown(), document["text"]
    if "table" in elements:
        # In code it leaves the backslash that keeps a bar within its cell.
        text, expected = text.replace("\\|", "|"), expected.replace("\\|", "|")
    found = list(shown.faults)
    if shown.elements == elements and text == expected:
        return found
    if "li" in elements or "blockquote" in elements:
        extra = Counter(shown.elements) - Counter(elements) - Counter(pre=99, code=99)
        found += sorted(extra)
        # A code block that is a span to it begins with its language.
        for language in languages:
            text = text.replace(language, "", 1)
        if letters(text) != letters(expected):
            found.append(f"the letters of {text}")
    else:
        found.append(f"{shown.elements} {text}")
    return found


def main():
    with open(sys.argv[-1], encoding="utf-8") as file:
        documents = json.load(file)
    different = 0
    for name, extensions in READERS.items():
        reader = markdown.Markdown(extensions=extensions)
        for document in documents:
            shown = Shown(reader.reset().convert(document["markdown"]))
            found = differences(document, shown)
            if not found:
                continue
            different += 1
            if different <= 12:
                print(f"{name}: {document['markdown']!r}\n  has {found}")
                print(f"  not {document['elements']} {document['text']!r}")
    print(f"{len(READERS)} readers, {len(documents)} documents, {different} differ")
    return 0 if different == 0 and len(documents) > 1000 else 1


sys.exit(main())

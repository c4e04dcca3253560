//! Reading JSON text (RFC 8259) without a copy: what it takes is checked, and told as a part of the text.

use alloc_::borrow::Cow;
use alloc_::string::String;

use super::input::Input;
use super::number;
use super::scan;

/// Arrays and objects may be in so many others, as for serde_json: deeper ones could use up the stack.
const MOST_LEVELS: u8 = 127;

/// The text between the quotes of a string.
#[derive(Clone, Copy)]
struct Quoted<'t> {
    inner: &'t str,
    /// Whether escapes are in it.
    escaped: bool,
}

impl<'t> Quoted<'t> {
    #[inline]
    fn unescaped(self) -> Cow<'t, str> {
        if self.escaped { unescaped(self.inner) } else { Cow::Borrowed(self.inner) }
    }
}

/// The place at which a text is not JSON, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotJson(pub(crate) usize);

/// A reader of a text.
#[derive(Debug, Clone)]
pub(crate) struct Parser<'t> {
    text: &'t str,
    at: usize,
    levels: u8,
    /// Whether the array or object that was opened last has had an item.
    begun: bool,
    /// Whether the text has been checked before.
    checked: bool,
}

impl<'t> Parser<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, at: 0, levels: 0, begun: false, checked: false }
    }

    /// A reader of a text that has been checked.
    pub(crate) const fn checked(text: &'t str) -> Self {
        Self { checked: true, ..Self::new(text) }
    }

    /// The place of the next byte.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    /// The text from a place to the next byte.
    #[inline]
    pub(crate) fn since(&self, start: usize) -> &'t str {
        &self.text[start..self.at]
    }

    const fn wrong<T>(&self) -> Result<T, NotJson> {
        Err(NotJson(self.at))
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next byte that is not white space.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Takes the end of the text.
    pub(crate) fn end(&mut self) -> Result<(), NotJson> {
        if self.peek().is_none() { Ok(()) } else { self.wrong() }
    }

    /// Takes the bracket at which an array or an object begins.
    #[inline]
    pub(crate) const fn open(&mut self) -> Result<(), NotJson> {
        if self.levels == MOST_LEVELS {
            return self.wrong();
        }
        self.levels += 1;
        self.at += 1;
        self.begun = false;
        Ok(())
    }

    /// Takes the comma before the next item, or the bracket after the last one.
    #[inline]
    pub(crate) fn more(&mut self, close: u8) -> Result<bool, NotJson> {
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.levels -= 1;
                self.begun = true;
                return Ok(false);
            }
            Some(b',') if self.begun => self.at += 1,
            Some(_) if !self.begun => {}
            _ => return self.wrong(),
        }
        self.begun = true;
        Ok(true)
    }

    /// Takes a key and its colon.
    #[inline]
    pub(crate) fn key(&mut self) -> Result<Cow<'t, str>, NotJson> {
        self.raw_key().map(Quoted::unescaped)
    }

    #[inline]
    fn raw_key(&mut self) -> Result<Quoted<'t>, NotJson> {
        if self.peek() != Some(b'"') {
            return self.wrong();
        }
        let key = self.string()?;
        if self.peek() != Some(b':') {
            return self.wrong();
        }
        self.at += 1;
        Ok(key)
    }

    /// Takes a value.
    #[inline]
    pub(crate) fn value(&mut self) -> Result<Input<'t>, NotJson> {
        if self.peek() == Some(b'"') {
            let start = self.at;
            let string = self.string()?;
            return Ok(if string.escaped {
                Input::Text(self.since(start))
            } else {
                Input::String(string.inner)
            });
        }
        let start = self.at;
        self.skip()?;
        Ok(Input::Text(self.since(start)))
    }

    /// Takes a value that nobody asks for.
    pub(crate) fn skip(&mut self) -> Result<(), NotJson> {
        match self.peek() {
            Some(b'{' | b'[') if self.checked => self.nested(),
            Some(b'"') => self.string().map(drop),
            Some(b'{') => {
                self.open()?;
                while self.more(b'}')? {
                    self.raw_key()?;
                    self.skip()?;
                }
                Ok(())
            }
            Some(b'[') => {
                self.open()?;
                while self.more(b']')? {
                    self.skip()?;
                }
                Ok(())
            }
            Some(b'n') => self.word("null"),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            _ => self.number(),
        }
    }

    /// Takes an array or an object that has been checked.
    fn nested(&mut self) -> Result<(), NotJson> {
        let mut levels = 0_u8;
        loop {
            self.at += scan::structure(self.rest()).ok_or(NotJson(self.text.len()))?;
            match self.byte() {
                Some(b'"') => {
                    self.string()?;
                    continue;
                }
                Some(b'{' | b'[') => levels += 1,
                _ => levels -= 1,
            }
            self.at += 1;
            if levels == 0 {
                self.begun = true;
                return Ok(());
            }
        }
    }

    fn word(&mut self, word: &str) -> Result<(), NotJson> {
        if !self.rest().starts_with(word.as_bytes()) {
            return self.wrong();
        }
        self.at += word.len();
        Ok(())
    }

    fn digits(&mut self) -> Result<(), NotJson> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { self.wrong() } else { Ok(()) }
    }

    fn number(&mut self) -> Result<(), NotJson> {
        /// Whole numbers of at most this many digits are finite.
        const SHORT: usize = 300;
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        let mut is_finite = self.at - start <= SHORT;
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
            is_finite = false;
        }
        if is_finite || number::read(self.since(start)).is_some() {
            Ok(())
        } else {
            Err(NotJson(start))
        }
    }

    /// Takes a string, and gives the text between its quotes.
    #[inline]
    fn string(&mut self) -> Result<Quoted<'t>, NotJson> {
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        loop {
            self.at += scan::special(self.rest()).ok_or(NotJson(self.text.len()))?;
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Quoted { inner: &self.text[start..self.at - 1], escaped });
                }
                Some(b'\\') => self.escape()?,
                _ => return self.wrong(),
            }
            escaped = true;
        }
    }

    fn escape(&mut self) -> Result<(), NotJson> {
        if self.checked {
            self.at += 2;
            return Ok(());
        }
        match self.text.as_bytes().get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => {
                let (_, length) = unicode(&self.text[self.at..]).ok_or(NotJson(self.at))?;
                self.at += length;
            }
            _ => return self.wrong(),
        }
        Ok(())
    }
}

/// The character of an escape such as `\u00e9` or `\ud83d\ude00`, and the escape's length.
fn unicode(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.as_bytes().get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
    };
    let high = unit(0)?;
    if let Some(character) = char::from_u32(high) {
        return Some((character, 6));
    }
    let low = unit(6).filter(|low| high < 0xdc00 && (0xdc00..0xe000).contains(low))?;
    let character = char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))?;
    Some((character, 12))
}

/// The value of a string with `inner` between its quotes.
pub(crate) fn unescaped(inner: &str) -> Cow<'_, str> {
    let Some(first) = scan::backslash(inner) else { return Cow::Borrowed(inner) };
    let (plain, mut rest) = inner.split_at(first);
    let mut out = String::with_capacity(inner.len());
    out.push_str(plain);
    while let Some(escape) = rest.as_bytes().get(1).copied() {
        let (character, length) = match escape {
            b'u' => unicode(rest).unwrap_or((char::REPLACEMENT_CHARACTER, 6)),
            b'b' => ('\x08', 2),
            b'f' => ('\x0c', 2),
            b'n' => ('\n', 2),
            b'r' => ('\r', 2),
            b't' => ('\t', 2),
            other => (char::from(other), 2),
        };
        out.push(character);
        rest = &rest[length..];
        let next = scan::backslash(rest).unwrap_or(rest.len());
        let (plain, tail) = rest.split_at(next);
        out.push_str(plain);
        rest = tail;
    }
    Cow::Owned(out)
}

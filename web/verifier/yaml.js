// The YAML that people write and sign, as far as this page reads it: one document of
// block maps and lists, flow lists and maps, plain, quoted and folded text, comments.
//
// Spec: YAML 1.2; docs/saying.md for what plain words mean. What lies outside this part
// (anchors, tags, tabs, two documents, a key twice, ...) is NotRead, never guessed at:
// whoever asked knows then that nothing was checked. Maps have no prototype.

export class NotRead extends Error {}

const kMaxDepth = 60, kMaxKey = 1000;
const kSafe = BigInt(Number.MAX_SAFE_INTEGER), kInt64 = 1n << 63n;

function stop(why, line) {
  throw new NotRead(`YAML that this page does not read: ${why}${line === undefined ? '' : `, line ${line + 1}`}`);
}

// Null, yes or no, a whole number, or text: what a plain word means.
function plainValue(text) {
  if (['', '~', 'null', 'Null', 'NULL'].includes(text)) return null;
  if (['true', 'True', 'TRUE'].includes(text)) return true;
  if (['false', 'False', 'FALSE'].includes(text)) return false;
  if (/^0x/.test(text)) stop('a number in hexadecimal digits');
  if (!/^-?(0|[1-9][0-9]*)$/.test(text) || text === '-0') return text;
  const value = BigInt(text);
  if (value >= kInt64 || value < -kInt64) return text;
  if (value > kSafe || value < -kSafe) stop('a number too large to be signed');
  return Number(value);
}

const kEscapes = {t: '\t', n: '\n', r: '\r', '"': '"', '/': '/', '\\': '\\', ' ': ' '};

// A quoted text that starts at `at` and ends on the same line: {value, end}.
function quoted(line, at, number) {
  const mark = line[at];
  let value = '';
  for (let i = at + 1; i < line.length; ++i) {
    const c = line[i];
    if (mark === "'" && c === "'" && line[i + 1] === "'") {
      value += "'";
      ++i;
    } else if (c === mark) {
      return {value, end: i + 1};
    } else if (mark === '"' && c === '\\') {
      const hex = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(line.slice(i, i + 6));
      if (hex !== null) {
        const code = parseInt(hex[1] ?? hex[2], 16);
        if (code >= 0xd800 && code <= 0xdfff) stop('half of a character', number);
        value += String.fromCharCode(code);
        i += hex[0].length - 1;
      } else {
        const escaped = kEscapes[line[++i]];
        if (escaped === undefined) stop('an escape', number);
        value += escaped;
      }
    } else {
      value += c;
    }
  }
  return stop('a quoted text over several lines', number);
}

const kIndicators = '-?:,[]{}#&*!|>\'"%@`';
const isBlank = (text) => /^ *(#.*)?$/.test(text);
const startsPlain = (text) => text !== '' && (!kIndicators.includes(text[0]) || /^[-?:][^ ]/.test(text));
const isItem = (text) => text === '-' || text.startsWith('- ');

// The text before a comment, without blanks at its end.
const beforeComment = (text) => text.replace(/ +#.*$/, '').replace(/ +$/, '');

// "key: rest" as {key, rest}; null for what is no key.
function keyOf(text, number) {
  let key = null, rest = '';
  if (text[0] === '"' || text[0] === "'") {
    const {value, end} = quoted(text, 0, number);
    const behind = /^ *:( .*)?$/.exec(text.slice(end));
    if (behind === null) return null;
    [key, rest] = [value, behind[1] ?? ''];
  } else {
    if (!startsPlain(text)) return null;
    const found = /^(.*?) *:(?: (.*))?$/.exec(text);
    const first = text.search(/:( |$)/);
    if (found === null || first < 0) return null;
    key = text.slice(0, first).replace(/ +$/, '');
    rest = text.slice(first + 1);
    if (/ #/.test(key)) return null;
  }
  if (key.length > kMaxKey) stop('a key that is too long', number);
  return {key, rest: rest.replace(/^ +/, '')};
}

class Reader {
  constructor(text) {
    if (/[^\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\r(?!\n)|[\u2028\u2029\ufeff]/u.test(text)) {
      stop('a tab, or a character of another kind');
    }
    this.whole = text.endsWith('\n');
    this.lines = text.replace(/\r\n/g, '\n').split('\n');
    this.at = 0;
  }

  read() {
    if (this.peek()?.text === '---' && this.peek().indent === 0) ++this.at;
    if (this.lines.slice(this.at).some((line) => /^(---|\.\.\.)( |$)/.test(line))) stop('several documents');
    if (this.peek()?.text.startsWith('%')) stop('a directive', this.at);
    const value = this.node(0, 0);
    if (this.peek() !== null) stop('something behind its end', this.at);
    return value;
  }

  // The next line that is neither empty nor a comment.
  peek() {
    for (; this.at < this.lines.length; ++this.at) {
      const line = this.lines[this.at];
      if (!isBlank(line)) {
        const indent = line.search(/[^ ]/);
        return {indent, text: line.slice(indent)};
      }
    }
    return null;
  }

  node(least, depth) {
    if (depth > kMaxDepth) stop('lists within lists without end', this.at);
    const next = this.peek();
    if (next === null || next.indent < least) return null;
    if (isItem(next.text)) return this.list(next.indent, depth);
    if (keyOf(next.text, this.at) !== null) return this.map(next.indent, depth);
    return this.value(next.text, least - 1, depth);
  }

  list(indent, depth) {
    const out = [];
    for (let next = this.peek(); next !== null && next.indent === indent && isItem(next.text); next = this.peek()) {
      const rest = next.text.slice(1);
      if (isBlank(rest)) {
        ++this.at;
        out.push(this.node(indent + 1, depth + 1));
      } else {
        this.lines[this.at] = ' '.repeat(indent + 1) + rest;  // Read again as lines of their own
        out.push(this.node(indent + 1, depth + 1));
      }
      this.endsAt(indent);
    }
    return out;
  }

  map(indent, depth) {
    const out = Object.create(null);
    for (let next = this.peek(); next !== null && next.indent === indent && !isItem(next.text); next = this.peek()) {
      const entry = keyOf(next.text, this.at);
      if (entry === null) stop('a line that is no key', this.at);
      if (entry.key in out) stop('a key given twice', this.at);
      out[entry.key] = this.entry(entry.rest, indent, depth);
      this.endsAt(indent);
    }
    return out;
  }

  entry(rest, indent, depth) {
    if (!isBlank(rest)) return this.value(rest, indent, depth + 1);
    ++this.at;
    const below = this.peek();
    if (below !== null && below.indent === indent && isItem(below.text)) return this.list(indent, depth + 1);
    return this.node(indent + 1, depth + 1);
  }

  endsAt(indent) {
    const next = this.peek();
    if (next !== null && next.indent > indent) stop('a line too far to the right', this.at);
  }

  // What stands behind a key, behind '-' or alone; `rest` is the end of line `at`.
  value(rest, parent, depth) {
    const c = rest[0];
    if (c === '"' || c === "'") {
      const {value, end} = quoted(rest, 0, this.at);
      if (!isBlank(rest.slice(end)) || /^#/.test(rest.slice(end))) stop('something behind a quoted text', this.at);
      ++this.at;
      return value;
    }
    if (c === '[' || c === '{') return this.flow(rest, depth);
    if (c === '|' || c === '>') return this.block(rest, parent);
    if (!startsPlain(rest)) stop('a sign that means something else', this.at);
    return plainValue(this.plain(rest, parent));
  }

  plain(rest, parent) {
    let out = beforeComment(rest), open = out === rest.replace(/ +$/, '');
    if (/:( |$)/.test(out)) stop('a key inside a value', this.at);
    ++this.at;
    while (open) {
      let next = this.at;
      while (next < this.lines.length && /^ *$/.test(this.lines[next])) ++next;
      if (next === this.lines.length) break;
      const line = this.lines[next], indent = line.search(/[^ ]/), text = line.slice(indent);
      if (indent <= parent || text[0] === '#') break;
      const more = beforeComment(text);
      if (/:( |$)/.test(more) || /^[-?]( |$)/.test(text)) stop('a key or list inside a text', next);
      out += (next > this.at ? '\n'.repeat(next - this.at) : ' ') + more;
      open = more === text.replace(/ +$/, '');
      this.at = next + 1;
    }
    return out;
  }

  block(head, parent) {
    const form = /^([|>])(-?) *( #.*)?$/.exec(head);
    if (form === null || parent < 0) stop('a block of text of another form', this.at);
    const lines = [];
    let indent = -1;
    for (++this.at; this.at < this.lines.length; ++this.at) {
      const line = this.lines[this.at], blank = /^ *$/.test(line);
      const here = blank ? line.length : line.search(/[^ ]/);
      if (!blank && indent < 0) {
        if (here <= parent) break;
        indent = here;
        if (lines.some((one) => one.length > indent)) stop('blanks before a block of text', this.at);
      }
      if (!blank && here < indent) break;
      if (blank && indent >= 0 && here > indent) stop('blanks in a block of text', this.at);
      lines.push(blank ? (indent < 0 ? line : '') : line.slice(indent));
    }
    if (this.at === this.lines.length && !this.whole) stop('a block of text without an end of line');
    if (indent < 0) return '';
    while (lines.at(-1).trim() === '') lines.pop();
    const texts = lines.map((line) => (line.trim() === '' ? '' : line));
    const end = form[2] === '-' ? '' : '\n';
    if (form[1] === '|') return texts.join('\n') + end;
    if (texts[0] === '' || texts.some((line) => line.startsWith(' '))) stop('a folded text of another form', this.at);
    return texts.join('\n').replace(/(?<!\n)\n(?!\n)/g, ' ').replace(/\n(\n+)/g, '$1') + end;
  }

  // ---- Lists and maps in brackets, over several lines or on one ----

  flow(rest, depth) {
    this.column = this.lines[this.at].length - rest.length;
    const value = this.flowValue(depth);
    const behind = this.lines[this.at].slice(this.column);
    if (!isBlank(behind) || behind.startsWith('#')) stop('something behind a bracket', this.at);
    ++this.at;
    return value;
  }

  // The next character that counts, or '' at the end.
  skip() {
    for (; this.at < this.lines.length; ++this.at, this.column = 0) {
      const rest = this.lines[this.at].slice(this.column);
      const blanks = rest.search(/[^ ]/);
      if (blanks < 0) continue;
      if (rest[blanks] === '#') {
        if (blanks === 0 && this.column > 0) stop('a comment without a blank before it', this.at);
        continue;
      }
      this.column += blanks;
      return this.lines[this.at][this.column];
    }
    return stop('a bracket without its end');
  }

  flowValue(depth) {
    if (depth > kMaxDepth) stop('lists within lists without end', this.at);
    const c = this.skip();
    if (c === '[') return this.flowList(depth);
    if (c === '{') return this.flowMap(depth);
    return this.flowScalar(false);
  }

  flowList(depth) {
    const out = [];
    ++this.column;
    while (this.skip() !== ']') {
      out.push(this.flowValue(depth + 1));
      this.comma(']');
    }
    ++this.column;
    return out;
  }

  flowMap(depth) {
    const out = Object.create(null);
    ++this.column;
    while (this.skip() !== '}') {
      const key = this.flowScalar(true);
      if (key in out) stop('a key given twice', this.at);
      if (this.lines[this.at][this.column] !== ':' || ![' ', undefined].includes(this.lines[this.at][this.column + 1])) stop('a key without a value', this.at);
      ++this.column;
      if (',}'.includes(this.skip())) stop('a key without a value', this.at);
      out[key] = this.flowValue(depth + 1);
      this.comma('}');
    }
    ++this.column;
    return out;
  }

  comma(end) {
    const c = this.skip();
    if (c === ',') ++this.column; else if (c !== end) stop('no comma between two values', this.at);
  }

  // Keys are text, whatever they look like; blanks behind one are left out.
  flowScalar(isKey) {
    const line = this.lines[this.at], rest = line.slice(this.column);
    if (rest[0] === '"' || rest[0] === "'") {
      const {value, end} = quoted(line, this.column, this.at);
      this.column = end + (isKey ? line.slice(end).search(/[^ ]|$/) : 0);
      if (value.length > kMaxKey && isKey) stop('a key that is too long', this.at);
      return value;
    }
    if (!/^(-[^ ,[\]{}]|[^-?:,[\]{}#&*!|>'"%@`])/.test(rest)) stop('a sign that means something else', this.at);
    const text = /^.*?(?=[,[\]{}?]| #|: |:$|:[,[\]{}?]|$)/.exec(rest)[0];
    if (rest[text.length] === '?' || /^:[,[\]{}?]/.test(rest.slice(text.length))) stop('a sign that means something else', this.at);
    if (text.length > kMaxKey && isKey) stop('a key that is too long', this.at);
    this.column += text.length;
    const value = text.replace(/ +$/, '');
    return isKey ? value : plainValue(value);
  }
}

// The document's one value. Throws NotRead.
export function readYaml(text) {
  return new Reader(text.replace(/^\ufeff/, '')).read();
}

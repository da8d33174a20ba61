// Canonical JSON: one value, one spelling.
//
// Spec: RFC 8785, with integers only, within 2^53-1 of zero. What is read is
// written again and compared, so that a key given twice, another order, a space, an
// escape too many or a number in another form all show.

import {Refused, fromUtf8, need} from './bytes.js';

const kMaxDepth = 128;
const kMaxBytes = 64 * 1024 * 1024;

function writeNumber(value) {
  need(Number.isSafeInteger(value), 'a number that is no integer within 2^53-1');
  return String(value);
}

// Half of a pair has no UTF-8, though JSON can escape it.
function isUnicode(text) {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

function writeText(value) {
  need(isUnicode(value), 'text that is not Unicode');
  return JSON.stringify(value);
}

// Values as JSON.parse gives them. Keys are sorted by their UTF-16 units.
export function writeCanonical(value, depth = 0) {
  need(depth <= kMaxDepth, 'lists within lists without end');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeText(value);
  if (Array.isArray(value)) return '[' + value.map((one) => writeCanonical(one, depth + 1)).join(',') + ']';
  const entries = Object.keys(value).sort()
    .map((key) => writeText(key) + ':' + writeCanonical(value[key], depth + 1));
  return '{' + entries.join(',') + '}';
}

export function sameValue(a, b) {
  return writeCanonical(a) === writeCanonical(b);
}

function parseJson(text, bytes, where) {
  need(bytes.length <= kMaxBytes, 'a document that is too large', where);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('not JSON', where);
  }
}

// JSON in any spelling: for what browsers and devices wrote, not for what we did. What
// readers could take differently is refused: a key given twice, text that is not
// Unicode, lists within lists without end.
export function readJson(bytes, where) {
  const text = fromUtf8(bytes, where);
  const value = parseJson(text, bytes, where);
  // It is JSON: so a text before a colon is a key, and a bracket outside of texts is one.
  const open = [];
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*(:?)|[[\]{}]/g)) {
    if (token === '[' || token === '{') open.push(new Set());
    else if (token === ']' || token === '}') open.pop();
    else {
      const read = JSON.parse(string);
      need(isUnicode(read), 'text that is not Unicode', where);
      need(!colon || !open.at(-1).has(read), 'a key given twice', where);
      if (colon) open.at(-1).add(read);
    }
    need(open.length <= kMaxDepth, 'lists within lists without end', where);
  }
  return value;
}

export function readCanonical(bytes, where) {
  const text = fromUtf8(bytes, where);
  const value = parseJson(text, bytes, where);
  need(writeCanonical(value) === text, 'not canonical JSON', where);
  return value;
}

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

function writeText(value) {
  // Half of a pair has no UTF-8, though JSON can escape it.
  need(!/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value),
    'text that is not Unicode');
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

// JSON in any spelling: for what browsers and devices wrote, not for what we did.
export function parseJson(bytes, where) {
  need(bytes.length <= kMaxBytes, 'a document that is too large', where);
  try {
    return JSON.parse(fromUtf8(bytes, where));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('not JSON', where);
  }
}

export function readCanonical(bytes, where) {
  const value = parseJson(bytes, where);
  need(writeCanonical(value) === fromUtf8(bytes, where), 'not canonical JSON', where);
  return value;
}

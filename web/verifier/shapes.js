// What a value must look like: every key there, no other key.
//
// Each shape is a function (value, where) that throws Refused. Spec: the tables of
// docs/bundle.md and docs/predicates/.

import {fromBase64, isDigest, need} from './bytes.js';

export const number = (value, where) => need(Number.isSafeInteger(value), 'not a number', where);
export const truth = (value, where) => need(typeof value === 'boolean', 'not yes or no', where);
export const word = (value, where) => need(typeof value === 'string', 'not text', where);
export const digest = (value, where) => need(isDigest(value), 'not a digest', where);
export const digestOrNone = (value, where) => need(value === '' || isDigest(value), 'not a digest', where);

const isUtf8 = (bytes) => {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes) !== null;
  } catch {
    return false;
  }
};

// Text, or {"b64": ...} for what is no UTF-8.
export function text(value, where) {
  if (typeof value === 'string') return;
  need(isMap(value) && Object.keys(value).length === 1 && 'b64' in value, 'not text', where);
  need(!isUtf8(fromBase64(value.b64, where)), 'text in a second spelling', where);
}

export const oneOf = (...words) => (value, where) =>
  need(words.includes(value), `not one of: ${words.join(', ')}`, where);

export const orNull = (shape) => (value, where) => {
  if (value !== null) shape(value, where);
};

export const list = (shape) => (value, where) => {
  need(Array.isArray(value), 'not a list', where);
  value.forEach((one, i) => shape(one, `${where}, number ${i + 1}`));
};

const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

export const map = (shapes) => (value, where) => {
  need(isMap(value), 'not a map', where);
  for (const key of Object.keys(shapes)) {
    need(Object.hasOwn(value, key), `lacks '${key}'`, where);
    shapes[key](value[key], `${where}, ${key}`);
  }
  const other = Object.keys(value).find((key) => !Object.hasOwn(shapes, key));
  need(other === undefined,
    `holds '${other}', which this page does not know; a newer version of this page may`, where);
};

// 2026-11-24T10:00:00Z, a day that there is. Seconds since 1970.
export function secondsOf(value, where) {
  const found = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
  const milliseconds = found ? Date.parse(value) : NaN;
  need(Number.isFinite(milliseconds) && new Date(milliseconds).toISOString() === value.replace('Z', '.000Z'),
    'not a time', where);
  return milliseconds / 1000;
}
export const time = (value, where) => void secondsOf(value, where);
// 2026-11-24, a day that there is.
export const day = (value, where) => {
  word(value, where);
  secondsOf(`${value}T00:00:00Z`, where);
};

export const dayOrNone = (value, where) => {
  if (value !== '') day(value, where);
};

// For people, and for comparing with names: bytes that are no text show as such.
export const shown = (value) => (typeof value === 'string' ? value : `(bytes ${value.b64})`);

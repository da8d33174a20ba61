// avouch.org.yaml: who the people are and which keys they hold, in each of its versions.
//
// Spec: docs/schemas/avouch-org-1.schema.json; docs/records.md; docs/bundle.md, sections
// 6 and 8. A version that does not keep to the schema lists nobody.

import {NotRead, readYaml} from './yaml.js';
import {fromBase64, fromUtf8, need, sha256Hex, utf8} from './bytes.js';
import {writeCanonical} from './canonical.js';

const kMaxBytes = 24 * 1024 * 1024, kMaxText = 32 * 1024 * 1024, kMaxKeyDepth = 4;

// ---- Shapes: functions that tell whether a value fits ----

const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
export const asText = (value) => (value === null || value === undefined || typeof value === 'object' ? '' : String(value));
const text = (value) => (typeof value === 'string' || typeof value === 'number') && /[^ \t\r\n]/.test(String(value));
const matching = (fits) => (value) => text(value) && fits(String(value));
const list = (shape) => (value) => Array.isArray(value) && value.every(shape);
const table = (shape) => (value) => isMap(value) && Object.keys(value).every((key) => shape(value[key]));
const wholeNumber = (low, high) => (value) => typeof value === 'number' && value >= low && value <= high;
const oneOf = (...words) => (value) => text(value) && words.includes(asText(value));
const map = (required, optional) => (value) => isMap(value) &&
  Object.keys(required).every((key) => key in value) &&
  Object.keys(value).every((key) => (Object.hasOwn(required, key) && required[key](value[key])) ||
    (Object.hasOwn(optional, key) && optional[key](value[key])));

export function isDay(value) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (found === null) return false;
  const [year, month, day] = found.slice(1).map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

function isInside(path) {
  if (path.startsWith('/') || path.includes('\0')) return false;
  if (path === '.' || path === './') return true;
  let depth = 0;
  for (const part of path.split('/').filter((one) => one !== '' && one !== '.')) {
    depth += part === '..' ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth > 0;
}

const texts = list(text), textTable = table(text);
const date = matching(isDay), path = matching(isInside);
const place = matching((value) => value.startsWith('https://') || isInside(value));
const duration = matching((value) => /^[0-9]{1,6}[hdy]$/.test(value) && parseInt(value, 10) > 0);
const digest = matching((value) => /^[0-9a-fA-F]{64}$/.test(value));
const claim = matching((value) => /^[1-9]\.[1-9]\.[1-9]$/.test(value));

const kPolicy = map({}, {
  training: map({}, {valid: duration, 'new-starter-grace': duration}),
  'access-review': map({}, {every: duration}),
  'fix-within': map({}, {critical: duration, high: duration, medium: duration, low: text}),
  'advisory-data': map({}, {'older-than': duration, 'counts-as': oneOf('stale')}),
  'end-of-support-notice': map({}, {'at-least': duration, in: text}),
  incident: map({}, {'first-notice': duration, 'then-every': duration}),
});
const kPerson = map({name: text}, {roles: texts, key: text, keys: texts, git: texts, github: text, gitlab: text,
  since: date, until: date});
const kEnvironment = map({is: text}, {
  'separate-from': text, roles: table(map({may: texts, people: texts}, {})),
  'sign-in': map({'again-after': duration}, {'token-lifetime': duration, 'long-lived-tokens': wholeNumber(0, 1000000)}),
  factor: textTable, secrets: map({}, {'kept-in': text, list: path, 'rotate-every': duration}), 'changes-by': text,
  logs: map({}, {'kept-for': duration, 'copied-to': text, 'may-read': texts}),
  platform: list(map({from: text, report: text, 'period-to': date, 'read-by': text},
    {covers: texts, visibility: oneOf('internal', 'assessor', 'customer', 'public')})),
});
const kDocuments = ['framework', 'disclosure', 'vulnerability-plan', 'support', 'incident-plan', 'access-roles',
  'test-plan', 'user-guide', 'user-need', 'verification'];
const kFile = map({
  avouch: wholeNumber(1, 1), organisation: map({name: text}, {'company-number': text, country: text}), people: table(kPerson),
}, {
  machines: table(map({owner: text}, {github: text, gitlab: text, credential: text})),
  outsiders: map({rule: oneOf('reviewed-by-trained')}, {}),
  framework: map({name: text, version: text}, {document: place}),
  tools: map({}, {'supported-by': path, 'required-training': texts}),
  items: texts, repositories: texts, channels: texts, upstream: list(map({product: text, fingerprint: digest}, {})), 'build-environments': table(kEnvironment), policy: kPolicy,
  documents: map({}, Object.fromEntries(kDocuments.map((name) => [name, place]))),
  units: list(map({where: textTable}, {inherits: texts, policy: kPolicy})),
  products: map({from: text}, {else: text}),
  exemptions: list(map({where: map({product: text}, {}), claim, because: text, 'approved-by': text, until: date}, {})),
  read: list(map({files: text, profile: text}, {columns: textTable, map: textTable})),
});

// ---- What the shapes cannot say ----

const lower = (value) => value.replace(/[A-Z]/g, (c) => c.toLowerCase());
const isId = (value) => /^[a-z0-9][a-z0-9_-]{0,63}$/.test(value);
const all = (value) => (value ?? []).map(asText);
const areUnique = (words) => new Set(words).size === words.length;

function personOf(id, node) {
  return {id, name: asText(node.name), roles: all(node.roles),
    keys: [...('key' in node ? [asText(node.key)] : []), ...all(node.keys)],
    git: all(node.git).map(lower), github: lower(asText(node.github)), gitlab: lower(asText(node.gitlab)),
    since: asText(node.since), until: asText(node.until)};
}

function accountsAreOnesOwn(people, machines) {
  const owner = new Map();
  const take = (name, whose) => {
    if (name === '' || owner.get(name) === whose) return true;
    if (owner.has(name)) return false;
    return Boolean(owner.set(name, whose));
  };
  const take_all = (names, whose) => names.every((name) => take(name, whose));
  return people.every((one) => take_all([one.id, one.github, one.gitlab, ...one.git], one.id)) &&
    Object.entries(machines).every(([id, node]) =>
      take_all([id, lower(asText(node.github)), lower(asText(node.gitlab))], `the machine ${id}`));
}

function namesOnlyPeople(root, people) {
  const known = new Set(people.map(({id}) => id));
  const environments = Object.values(root['build-environments'] ?? {});
  return [
    ...Object.values(root.machines ?? {}).map(({owner}) => owner),
    ...environments.flatMap((one) => [
      ...Object.values(one.roles ?? {}).flatMap((role) => role.people), ...(one.logs?.['may-read'] ?? []),
      ...(one.platform ?? []).map((report) => report['read-by'])]),
    ...(root.exemptions ?? []).map((one) => one['approved-by']),
  ].every((id) => known.has(asText(id)));
}

// {name, companyNumber, country, people}; null for a file that lists nobody, being no
// such file. Throws NotRead for YAML that this page does not read.
export function readListed(bytes) {
  const root = readRoot(bytes);
  if (!kFile(root)) return null;
  const people = Object.entries(root.people).map(([id, node]) => personOf(id, node));
  const machines = root.machines ?? {}, environments = root['build-environments'] ?? {};
  const ids = [...people.map(({id}) => id), ...Object.keys(machines), ...Object.keys(environments)];
  const good = people.length > 0 && ids.every(isId) &&
    people.every(({since, until}) => since === '' || until === '' || until >= since) &&
    accountsAreOnesOwn(people, machines) && namesOnlyPeople(root, people) &&
    !(root.framework?.document !== undefined && root.documents?.framework !== undefined) &&
    areUnique((root.upstream ?? []).map(({product}) => lower(asText(product)))) &&
    (root.units ?? []).every(({where}) => Object.keys(where).length === 1);
  if (!good) return null;
  const {organisation} = root;
  return {name: asText(organisation.name), 'company-number': asText(organisation['company-number']),
    country: asText(organisation.country), people};
}

function readRoot(bytes) {
  if (bytes.length > kMaxBytes) throw new NotRead('a file that is too large');
  let decoded = '';
  try {
    decoded = fromUtf8(bytes, '');
  } catch {
    throw new NotRead('text that is not UTF-8');
  }
  const root = readYaml(decoded);
  if (root === null) throw new NotRead('a file with nothing in it');
  return root;
}

// ---- Canonical forms ----

const compare = (a, b) => {
  const left = utf8(a), right = utf8(b);
  const at = left.findIndex((byte, i) => byte !== right[i]);
  return at < 0 ? left.length - right.length : left[at] - (right[at] ?? -1);
};
const sorted = (words) => [...new Set(words)].sort(compare);

// The bytes, as text, by which lists of people are compared; `whole`: with all that is
// said of each. The SHA-256 of the shorter form names a list.
export function canonicalPeople(listed, whole) {
  const people = [...listed.people].sort((a, b) => compare(a.id, b.id)).map((one) => ({
    id: one.id, roles: sorted(one.roles), keys: sorted(one.keys), since: one.since, until: one.until,
    ...(whole ? {name: one.name, git: sorted(one.git), github: one.github, gitlab: one.gitlab} : {}),
  }));
  return writeCanonical({people, organisation: {name: listed.name, 'company-number': listed['company-number'], country: listed.country}});
}

// Each path of keys through the maps of a YAML file, four deep, with the digest of what
// stands there: [[path, hex]].
export async function keysOf(bytes) {
  const out = [];
  const add = async (node, prefix, depth) => {
    for (const key of isMap(node) ? Object.keys(node) : []) {
      if (key === '' || key.includes('.')) continue;
      out.push([prefix + key, await sha256Hex(utf8(writeCanonical(node[key])))]);
      if (depth < kMaxKeyDepth) await add(node[key], `${prefix}${key}.`, depth + 1);
    }
  };
  if (bytes.length > kMaxText) throw new NotRead('a file that is too large');
  await add(readRoot(bytes), '', 1);
  return out;
}

// A text of the bundle as bytes spelt one a character, and these as bytes.
export function binaryOf(value) {
  const bytes = typeof value === 'string' ? utf8(value) : fromBase64(value.b64, '');
  return binary(bytes);
}
export function binary(bytes) {
  let out = '';
  for (let at = 0; at < bytes.length; at += 0x8000) out += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return out;
}
export const unbinary = (spelt) => Uint8Array.from(spelt, (c) => c.charCodeAt(0));

export function plainText(value, where) {
  need(typeof value === 'string', 'text that is not UTF-8', where);
  return value;
}

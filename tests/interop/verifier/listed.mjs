// The page's own reader of YAML: what it reads it reads as the program does, and all
// else it does not read at all. And whom a list of people names. In Node.

import assert from 'node:assert/strict';
import {module} from './chromium.mjs';

const {readYaml, NotRead} = await module('yaml');
const {readListed, keysOf} = await module('listed');

const kRead = [
  ['on: [push]\noff: no\ny: yes', '{"on":["push"],"off":"no","y":"yes"}'],
  ['true: 1\nnull: 2\n1: 3', '{"true":1,"null":2,"1":3}'],
  ['[true, True, tRUE, false, FALSE]', '[true,true,"tRUE",false,false]'],
  ["[null, Null, ~, '', '~', \"null\"]", '[null,null,null,"","~","null"]'],
  ['a:\nb: ', '{"a":null,"b":null}'],
  ['[0, 42, -7, 007, 0o17, 1_000, +1, -0]', '[0,42,-7,"007","0o17","1_000","+1","-0"]'],
  ['[3.10, 1e5, .inf, 2026-11-24, 12:30:45]', '["3.10","1e5",".inf","2026-11-24","12:30:45"]'],
  ['[9223372036854775808]', '["9223372036854775808"]'],
  ['run: |\n  a\n   b\n\n  c\nstrip: |-\n  y\n', '{"run":"a\\n b\\n\\nc\\n","strip":"y"}'],
  ['fold: >\n  a\n  b\n\n  c\n', '{"fold":"a b\\nc\\n"}'],
  ['a: {b: [1, {c: d}]}', '{"a":{"b":[1,{"c":"d"}]}}'],
  ['- a: 1\n  b: 2\n- c\n- - d\n  -\n', '[{"a":1,"b":2},"c",["d",null]]'],
  ['a:\n- 1\n- 2\nb: 3', '{"a":[1,2],"b":3}'],
  ['a: 1\r\nb:\r\n  - 2\r\n', '{"a":1,"b":[2]}'],
  ['\ufeffa: é', '{"a":"é"}'],
  ['"a\\u00e9\\n": \'it\'\'s\'', '{"aé\\n":"it\'s"}'],
  ['a: one\n  two\n\n  three # not this\nb: x#y', '{"a":"one two\\nthree","b":"x#y"}'],
  ['# before\n---\na: b # behind\n# after\n', '{"a":"b"}'],
  ['a: [b,\n  c, # d\n]\nu: https://x.example/y:z', '{"a":["b","c"],"u":"https://x.example/y:z"}'],
];
const kNotRead = ['a: b: c', '[1, 2', '{a: 1', '\ta: b', 'a:\tb', "a: 'x", 'a: "x\n  y"', '&x a', 'a: *x', '!!str 42', 'a: !t b', '? a\n: b', 'a: 1\na: 2',
  '{a: 1, a: 2}', '--- a\n--- b', '%YAML 1.1\n---\na: b', 'a: b\n c: d\n  e', '"\\z"', 'a: \u0001', '@a', '`a', 'a: >\n  b\n   c\n', 'a: |2\n  b\n', 'a: |+\n  b\n',
  '[a: b]', '{a}', '[a b\n c]', '0x1F', '9007199254740992', 'a: \u2028', 'a:\n  b: 1\n c: 2', 'a: "b" c', 'a: [b] c', '"\\ud83d\\ude00"', '[a?b]'];

for (const [yaml, json] of kRead) assert.equal(JSON.stringify(readYaml(yaml)), JSON.stringify(JSON.parse(json)), yaml);
for (const yaml of kNotRead) assert.throws(() => readYaml(yaml), NotRead, yaml);
assert.throws(() => readYaml(`a: ${'['.repeat(100)}${']'.repeat(100)}`), NotRead);

// ---- Lists of people ----

const kBase = 'avouch: 1\norganisation: { name: Larkhill }\npeople:\n  tom: { name: Tom, keys: [k] }\n';
const kDigest = 'ab'.repeat(32);
const kLists = [
  ['as it should be', kBase, true],
  ['a key that is not known', kBase + 'other: 1\n', false],
  ['nobody', 'avouch: 1\norganisation: { name: Larkhill }\npeople: {}\n', false],
  ['another version', kBase.replace('avouch: 1', 'avouch: 2'), false],
  ['a person without a name', kBase.replace('name: Tom, ', ''), false],
  ['an id that is none', kBase.replace('tom:', 'Tom:'), false],
  ['days in order', kBase.replace('keys', 'since: 2026-01-01, until: 2026-01-01, keys'), true],
  ['days out of order', kBase.replace('keys', 'since: 2026-01-02, until: 2026-01-01, keys'), false],
  ['a day that there is not', kBase.replace('keys', 'since: 2026-02-29, keys'), false],
  ['an account of two', kBase.replace('keys', 'github: x, keys') + '  ann: { name: Ann, github: X }\n', false],
  ["a machine of somebody's", kBase + 'machines:\n  m: { owner: tom }\n', true],
  ['a machine of nobody', kBase + 'machines:\n  m: { owner: ann }\n', false],
  ['an approver who is nobody', kBase + 'exemptions:\n  - { where: { product: x }, claim: 1.1.1, because: y, approved-by: ann, until: 2027-01-01 }\n', false],
  ['a policy', kBase + 'policy: { training: { valid: 1y } }\n', true],
  ['a policy of no time', kBase + 'policy: { training: { valid: 0d } }\n', false],
  ['a path that leads out', kBase + 'tools: { supported-by: a/../../b }\n', false],
  ['a maker', kBase + `upstream:\n  - { product: x, fingerprint: ${kDigest} }\n`, true],
  ['a maker twice', kBase + `upstream:\n  - { product: x, fingerprint: ${kDigest} }\n  - { product: X, fingerprint: ${kDigest} }\n`, false],
];
const bytes = (text) => new TextEncoder().encode(text);
for (const [name, yaml, names] of kLists) assert.equal(readListed(bytes(yaml)) !== null, names, name);
assert.throws(() => readListed(bytes(kBase + 'x: &y z\n')), NotRead);
assert.throws(() => readListed(Uint8Array.of(0xff)), NotRead);
assert.deepEqual((await keysOf(bytes('a: {b: 1, c.d: 2}\ne: [f]\n'))).map(([key]) => key), ['a', 'a.b', 'e']);
console.log(`YAML: ${kRead.length} read, ${kNotRead.length} not; ${kLists.length} lists of people`);

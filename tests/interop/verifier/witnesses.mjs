// Witnesses of the log, in both verifiers: bundles whose checkpoint a test witness
// signed, well and badly, held against what a reader asks for.

import {execFileSync, spawnSync} from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {module, withPage} from './chromium.mjs';

const {AVOUCH} = process.env;
const kThen = 1795600000, kNow = '2026-11-26T12:00:00Z';

// ---- A witness, as c2sp.org/tlog-cosignature has it ----

function witness(name) {
  const {publicKey, privateKey} = crypto.generateKeyPairSync('ed25519');
  const typed = Buffer.concat([Buffer.from([4]), publicKey.export({format: 'der', type: 'spki'}).subarray(-32)]);
  const id = crypto.createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
  return {name, id, privateKey, key: `${name}+${id.toString('hex')}+${typed.toString('base64')}`};
}

const textOf = (checkpoint) => checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1);
// A line of `who`, whose signature is by `by`, over `text`.
function cosignature(who, text, {by = who, seconds = kThen, covered = seconds, cut = 0} = {}) {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(seconds));
  const signature = crypto.sign(null, Buffer.from(`cosignature/v1\ntime ${covered}\n${text}`), by.privateKey);
  const bytes = Buffer.concat([who.id, stamp, signature]);
  return `\u2014 ${who.name} ${bytes.subarray(0, bytes.length - cut).toString('base64')}\n`;
}

const one = witness('one.example'), two = witness('two.example'), three = witness('three.example');
const again = witness('one.example');  // Another key in the first one's name
const other = (text) => text.replace(/\n[0-9]+\n/, '\n1\n');
const good = (text) => cosignature(one, text) + cosignature(two, text);

// What stands under the checkpoint; what the reader asks for; whether that holds.
const kCases = [
  ['both have signed', good, [one, two], 0, true],
  ['one is asked for', good, [one], 0, true],
  ['nobody is asked for', good, [], 0, true],
  ['two of three', good, [one, two, three], 2, true],
  ['three of three', good, [one, two, three], 0, false],
  ['one of three, who has not signed', good, [three], 0, false],
  ['nobody has signed', () => '', [one], 0, false],
  ['two names by one witness', good, [one, again], 2, null],
  ['by another key in the name of the first', (text) => cosignature(one, text, {by: two}), [one], 0, false],
  ['by another key, and nobody asks', (text) => cosignature(one, text, {by: two}), [], 0, true],
  ['by a key that the reader does not know', (text) => cosignature(again, text), [one], 0, false],
  ['of another checkpoint', (text) => cosignature(one, other(text)), [one], 0, false],
  ['of another time than it says', (text) => cosignature(one, text, {covered: kThen + 1}), [one], 0, false],
  ['on a day still to come', (text) => cosignature(one, text, {seconds: kThen + 10 ** 8}), [one], 0, false],
  ['twice', (text) => cosignature(one, text) + cosignature(one, text), [one], 0, false],
  ['a byte short', (text) => cosignature(one, text, {cut: 1}), [one], 0, false],
  ['a good one beside a bad one', (text) => cosignature(one, text) + cosignature(two, text, {by: one}), [one, two], 1, false],
];

// ---- Bundles ----

function makeBundles(folder) {
  const env = {...process.env, XDG_STATE_HOME: path.join(folder, 'state')};
  const run = (program, ...words) => execFileSync(program, words, {cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe']});
  run('git', 'init', '-q', '-b', 'main', 'rota');
  fs.writeFileSync(path.join(folder, 'rota/avouch.yaml'), 'avouch: 1\nproduct: { name: Rota }\n');
  run('git', '-C', 'rota', 'add', '.');
  run('git', '-C', 'rota', '-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-q', '-m', 'one');
  run(AVOUCH, 'key', 'new', 'log.key', '--plain');
  const seal = (ledger, name) => run(AVOUCH, 'seal', '--product', 'rota', '--log-key', 'log.key', '--ledger', ledger, '--at', '2026-11-24', '--output', name);
  seal('ledger', 'alone.avouch');
  return kCases.map(([name, lines, asked, quorum, holds], i) => {
    const ledger = path.join(folder, `ledger${i}`), checkpoint = path.join(ledger, 'checkpoint');
    fs.cpSync(path.join(folder, 'ledger'), ledger, {recursive: true});
    const text = fs.readFileSync(checkpoint, 'utf8');
    fs.appendFileSync(checkpoint, lines(textOf(text)));
    seal(`ledger${i}`, `${i}.avouch`);
    return {name, file: path.join(folder, `${i}.avouch`), keys: asked.map(({key}) => key), quorum, holds};
  });
}

// Accepts, refuses, or null: what is asked for makes no sense.
function program({file, keys, quorum}, folder) {
  const words = ['verify', file, '--at', kNow, ...keys.flatMap((key) => ['--witness', key]), ...(quorum > 0 ? ['--quorum', quorum] : [])];
  const {status} = spawnSync(AVOUCH, words.map(String), {env: {...process.env, XDG_STATE_HOME: path.join(folder, 'state')}});
  return status === 0 ? true : status === 2 ? null : false;
}

async function inNode({file, keys, quorum}, {verifyBundle, readNoteKey}) {
  const witnesses = await Promise.all(keys.map((key) => readNoteKey(key, '')));
  try {
    const bytes = new Uint8Array(fs.readFileSync(file));
    return (await verifyBundle(bytes, {now: Date.parse(kNow) / 1000, witnesses, quorum})).index.log.size > 0;
  } catch (error) {
    if (error.name !== 'Refused') throw error;
    return false;
  }
}

// As people do it: keys pasted, a number typed. The clock is the browser's.
async function onPage({file, keys, quorum}, page) {
  await page.reload();
  await page.click('summary');
  await page.fill('#witnesses', keys.join('\n'));
  await page.fill('#quorum', quorum === 0 ? '' : String(quorum));
  await page.setInputFiles('#file', file);
  await page.waitForFunction(() => document.querySelector('#result h2') !== null && !document.querySelector('#result').hasAttribute('aria-busy'));
  const [headline, text] = [await page.textContent('#result h2'), await page.textContent('#result')];
  if (/can be asked for, not/.test(text)) return null;
  return headline.startsWith('Whole') ? true : headline.startsWith('No') ? false : headline;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'witnesses-'));
const wrong = [];
try {
  const bundles = makeBundles(folder);
  const api = Object.assign({}, ...await Promise.all(['verify', 'note'].map(module)));
  await withPage(async ({page}) => {
    await page.clock.setFixedTime(new Date(kNow));
    for (const one_ of bundles) {
      const got = {program: program(one_, folder), page: await onPage(one_, page)};
      if (one_.holds !== null) got.node = await inNode(one_, api);
      for (const [where, value] of Object.entries(got)) if (value !== one_.holds) wrong.push(`${where}, ${one_.name}: ${value}, not ${one_.holds}`);
    }
  });
} finally {
  fs.rmSync(folder, {recursive: true, force: true});
}
for (const line of wrong) console.log(line);
console.log(`${kCases.length} bundles with witnesses, ${kCases.filter((row) => row[4] === true).length} that hold, in three verifiers: ${wrong.length} wrong answers`);
process.exit(wrong.length === 0 ? 0 : 1);

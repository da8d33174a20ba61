// Signed commits as git and ssh-keygen make them, in an assessor's bundle: of every kind
// of key and of both of git's hashes, in the program and in the page. What OpenPGP
// signed is the sealer's word on the page, and told.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {module, withPage} from './chromium.mjs';

const {AVOUCH} = process.env;
const kAt = '2026-11-20T12:00:00Z', kNow = Date.parse(kAt) / 1000;
const kKeys = {helen: ['-t', 'ed25519'], tom: ['-t', 'ecdsa', '-b', '256'], priya: ['-t', 'rsa', '-b', '3072'], asha: ['-t', 'ecdsa', '-b', '384'],
  omar: ['-t', 'ecdsa', '-b', '521']};

class World {
  constructor(folder, hash, gpg) {
    Object.assign(this, {folder, gpg, org: path.join(folder, 'assurance')});
    this.env = {...process.env, XDG_STATE_HOME: path.join(folder, 'state'), GNUPGHOME: path.join(folder, 'g'), GIT_CONFIG_GLOBAL: '/dev/null'};
    fs.mkdirSync(path.join(folder, 'keys'));
    fs.mkdirSync(this.env.GNUPGHOME, {mode: 0o700});
    for (const [person, words] of Object.entries(kKeys)) this.run('ssh-keygen', '-q', ...words, '-N', '', '-C', person, '-f', this.key(person));
    for (const one of ['assurance', 'rota']) this.run('git', 'init', '-q', '-b', 'main', `--object-format=${hash}`, one);
    if (gpg) this.run('gpg', '--batch', '--quiet', '--passphrase', '', '--quick-generate-key', 'grace@example.org', 'rsa2048', 'sign', 'never');
  }
  run(program, ...words) {
    return execFileSync(program, words, {cwd: this.folder, env: this.env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
  }
  key(person) { return path.join(this.folder, 'keys', person); }
  line(person) { return fs.readFileSync(this.key(person) + '.pub', 'utf8').split(' ').slice(0, 2).join(' '); }
  write(name, text) {
    fs.mkdirSync(path.dirname(path.join(this.folder, name)), {recursive: true});
    fs.writeFileSync(path.join(this.folder, name), text);
  }
  // Everything there is, signed by that person; '' by nobody.
  commit(where, person) {
    this.run('git', '-C', where, 'add', '-A');
    const how = person === '' ? [] : person === 'grace' ? ['-c', 'user.signingkey=grace@example.org', '-c', 'gpg.format=openpgp'] :
      ['-c', 'gpg.format=ssh', '-c', `user.signingkey=${this.key(person)}`];
    this.run('git', '-C', where, '-c', `user.name=${person || 'x'}`, '-c', `user.email=${person || 'x'}@example.org`, ...how,
      'commit', '-q', ...(person === '' ? [] : ['-S']), '-m', 'one');
  }
  people(names) {
    const grace = this.gpg ? `  grace:\n    name: Grace\n    roles: [developer]\n    key: |\n${this.run('gpg', '--armor', '--export', 'grace@example.org').replace(/^(?=.)/gm, '      ')}` : '';
    return 'avouch: 1\norganisation: { name: Larkhill Ltd, country: GB }\npeople:\n' +
      names.map((name) => `  ${name}: { name: ${name}, roles: [${name === 'helen' ? 'sro, security-lead' : 'developer'}], key: "${this.line(name)}" }\n`).join('') + grace;
  }
  // The list grows by one signed change; each person says something and signs it.
  make() {
    const names = Object.keys(kKeys);
    this.write('assurance/avouch.org.yaml', this.people(names.slice(0, 4)));
    this.commit('assurance', 'helen');
    this.write('assurance/avouch.org.yaml', this.people(names));
    this.commit('assurance', 'priya');
    const speakers = [...names, ...(this.gpg ? ['grace'] : []), ''];
    for (const [i, person] of speakers.entries()) {
      this.write(`assurance/records/2026-10-1${i}-rotation.yaml`, `record: rotation\nby: ${person || 'tom'}\nabout: KEY${i}\ndecision: changed\n`);
      this.commit('assurance', person);
    }
    this.write('assurance/records/2026-10-19-rotation.yaml', 'record: rotation\nby: tom\nabout: KEY9\ndecision: changed\n');
    this.run('ssh-keygen', '-q', '-Y', 'sign', '-f', this.key('tom'), '-n', 'avouch-statement-v1', 'assurance/records/2026-10-19-rotation.yaml');
    this.commit('assurance', '');
    this.write('rota/avouch.yaml', 'avouch: 1\nproduct: { name: Rota }\n');
    this.commit('rota', 'tom');
    this.run(AVOUCH, 'key', 'new', 'log.key', '--plain');
    this.run(AVOUCH, 'seal', '--product', 'rota', '--org', 'assurance', '--log-key', 'log.key', '--at', kAt, '--for', 'assessor', '--output', 'a.avouch', '--no-input');
    return path.join(this.folder, 'a.avouch');
  }
}

const says = ({told, chain, lists, files, checked, named, unread}) => ({told, chain, lists, files, checked, named, unread});

async function compare(world, file, {verifyBundle}, page) {
  const text = world.run(AVOUCH, 'verify', file, '--at', kAt).replace(/\s+/g, ' ');
  const [, checked, files] = /of (\d+) of (\d+) files? that people signed/.exec(text).map(Number);
  const bytes = fs.readFileSync(file);
  const got = says((await verifyBundle(new Uint8Array(bytes), {now: kNow, witnesses: []})).signed);
  const there = await page.evaluate(`(async () => (await avouch.verifyBundle(Uint8Array.from(atob(${JSON.stringify(bytes.toString('base64'))}), (c) => c.charCodeAt(0)),
    {now: ${kNow}, witnesses: []})).signed)()`);
  assert.deepEqual(says(there), got, 'Node and Chromium');
  assert.equal(got.files, files, 'files that people signed');
  if (!world.gpg) {
    assert.deepEqual([got.checked, got.unread.length, got.chain, got.lists], [checked, 0, true, 2]);
    return checked;
  }
  assert.equal(got.checked, checked - 1, 'one is signed with OpenPGP');
  assert.ok(got.unread.some((line) => /OpenPGP/.test(line) && /2026-10-15/.test(line)), got.unread.join('\n'));
  return got.checked;
}

const hasGpg = (() => {
  try {
    return execFileSync('gpg', ['--version'], {stdio: 'pipe'}).length > 0;
  } catch {
    return false;
  }
})();
const api = await module('verify'), done = [];
await withPage(async ({page}) => {
  for (const [hash, gpg] of [['sha1', false], ['sha256', false], ...(hasGpg ? [['sha1', true]] : [])]) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'commits-'));
    try {
      const world = new World(folder, hash, gpg);
      const number = await compare(world, world.make(), api, page);
      assert.ok(number >= 6, `${number} checked`);
      done.push(`${hash}${gpg ? ' with OpenPGP' : ''}: ${number} checked`);
    } finally {
      fs.rmSync(folder, {recursive: true, force: true});
    }
  }
});
console.log('signed commits, in the program and in the page: ' + done.join('; '));

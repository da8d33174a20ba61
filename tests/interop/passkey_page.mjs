// A real browser makes a passkey and signs with it on the page of `avouch sign`,
// with Chromium's virtual authenticator in the place of a finger.
//
//   passkey_page.mjs AVOUCH NODE_MODULES BROWSER

import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';

const [avouch, modules, browserPath] = process.argv.slice(2);
const {chromium} = createRequire(path.join(modules, 'x.js'))('playwright-core');
const world = fs.mkdtempSync(path.join(os.tmpdir(), 'passkey-'));
const env = {...process.env, HOME: world, GIT_AUTHOR_EMAIL: ''};
const run = (...words) => execFileSync(avouch, words, {cwd: world, env, encoding: 'utf8', stdio: 'pipe'});
const day = (ago) => new Date(Date.now() - ago * 86400e3).toISOString().slice(0, 10);
const done = [];

// Starts `avouch sign`; gives the address of its page, and later how it ended.
function serve(...words) {
  const child = spawn(avouch, ['sign', ...words], {cwd: world, env});
  let out = '', talk = '';
  child.stdout.on('data', (data) => { out += data; });
  const address = new Promise((resolve, reject) => {
    child.stderr.on('data', (data) => {
      talk += data;
      const found = talk.match(/http:\/\/localhost:\d+\/\w+\//);
      if (found) resolve(found[0]);
    });
    child.on('exit', () => reject(new Error('ended before its page was there: ' + talk)));
  });
  const end = new Promise((resolve) => child.on('exit', (code) => resolve({code, out, talk})));
  return {address, end};
}

function ask(address, {method = 'GET', headers = {}, body = ''}) {
  const url = new URL(address);
  return new Promise((resolve, reject) => {
    const request = http.request({host: '127.0.0.1', port: url.port, path: url.pathname, method,
                                  headers: {host: url.host, ...headers}, agent: false},
                                 (response) => { response.resume(); resolve(response.statusCode); });
    request.on('error', reject);
    request.end(body);
  });
}

async function press(page, address, words) {
  await page.goto(address);
  await page.click('#go');
  await page.waitForFunction((w) => document.getElementById('said').textContent.includes(w), words);
}

const browser = await chromium.launch({executablePath: browserPath, args: ['--no-sandbox']});
try {
  const page = await (await browser.newContext()).newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const {authenticatorId} = await devtools.send('WebAuthn.addVirtualAuthenticator', {options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true}});

  // Helen makes a passkey, and the organisation lists it.
  const making = serve('--register', '--for', 'helen');
  await press(page, await making.address, 'Done');
  const made = await making.end;
  assert.equal(made.code, 0, made.talk);
  assert.match(made.out, /^passkey:v1:[A-Za-z0-9+/=]+\n$/);
  done.push('a passkey is made');
  run('init', '--new-organisation', 'as', '--no-input', '--name', 'Larkhill', '--sro', 'Helen Marsh',
      '--developer', 'Tom Adeyemi', '--key', 'helen=' + made.out.trim());
  const record = run('record', 'incident-period', '--no-input', '--org', 'as', '--by', 'helen',
                     '--from', day(90), '--to', day(1), '--looked-at', 'tickets').trim();

  // She sees the whole of it, and signs it.
  const signing = serve(record);
  const address = await signing.address;
  await page.goto(address);
  await page.waitForSelector('#go:not([hidden])');
  assert.equal(await page.textContent('#text'), fs.readFileSync(path.join(world, record), 'utf8'));
  done.push('what is signed is shown');

  // Nobody else gets in, while the page waits.
  assert.equal(await ask(address, {headers: {host: 'attacker.example'}}), 403);
  assert.equal(await ask(address, {headers: {origin: 'https://attacker.example'}}), 403);
  assert.equal(await ask(address + 'answer', {method: 'POST', body: '{}',
    headers: {'content-type': 'application/json', 'content-length': '2'}}), 403);
  assert.equal(await ask(address.replace(/\w+\/$/, 'guess/'), {}), 404);
  done.push('others are turned away');

  // Without a finger there is no signature; with one there is.
  await devtools.send('WebAuthn.setUserVerified', {authenticatorId, isUserVerified: false});
  await press(page, address, 'Not done');
  await devtools.send('WebAuthn.setUserVerified', {authenticatorId, isUserVerified: true});
  await press(page, address, 'Done');
  const end = await signing.end;
  assert.equal(end.code, 0, end.talk);
  assert.equal(end.out.trim(), record + '.passkey.json');
  assert.match(end.talk, /counts as the word of helen/);
  assert.ok(fs.existsSync(path.join(world, record + '.passkey.json')));
  done.push('a verified person signs, nobody else');

  // It decides a claim; one byte of it changed, it decides nothing.
  const git = (folder, ...words) => execFileSync('git', ['-C', path.join(world, folder), '-c', 'user.name=Tom',
    '-c', 'user.email=tom@larkhill.example', '-c', 'commit.gpgsign=false', ...words], {env, stdio: 'pipe'});
  const commit = (folder) => { git(folder, 'add', '.'); git(folder, 'commit', '-q', '-m', 'x'); };
  const verdict = () => JSON.parse(run('check', 'rota', '--org', 'as', '--format', 'json', '--no-input')).verdicts
    .find((one) => one.claim === '4.3.2');
  fs.mkdirSync(path.join(world, 'rota'));
  fs.writeFileSync(path.join(world, 'rota/avouch.yaml'), 'avouch: 1\nproduct: { name: Rota }\n');
  for (const folder of ['rota', 'as']) { git(folder, 'init', '-q', '-b', 'main'); commit(folder); }
  assert.deepEqual([verdict().verdict, verdict().grade], ['met', 'signed']);

  // She affirms a sealed bundle the same way, and the next seal carries it.
  run('key', 'new', 'log.key', '--plain');
  const seal = (to, ...more) => run('seal', '--product', 'rota', '--org', 'as', '--ledger', 'led', '--log-key',
                                    'log.key', '--for', 'internal', '--output', to, ...more);
  seal('a.avouch');
  assert.match(run('brief', 'a.avouch'), /Nobody has signed before/);
  const statement = run('affirm', 'a.avouch', '--until', day(-90), '--reservation', '1.2.2=pilot only').trim();
  const refused = () => { try { run('affirm', 'a.avouch', '--statement', statement); return false; } catch { return true; } };
  assert.ok(refused(), 'unsigned is not wrapped');
  const affirming = serve(statement, '--org', 'as');
  const affirmPage = await affirming.address;
  await page.goto(affirmPage);
  await page.waitForSelector('#go:not([hidden])');
  assert.match(await page.textContent('#text'), /pilot only/);
  await press(page, affirmPage, 'Done');
  assert.equal((await affirming.end).code, 0);
  const said = run('affirm', 'a.avouch', '--statement', statement, '--output', 'said.json').trim();
  assert.equal(said, 'said.json');
  seal('b.avouch', '--affirmation', 'said.json');
  const told = run('verify', 'b.avouch');
  assert.match(told, /helen, Senior Responsible Owner, signed these verdicts/);
  assert.match(told, /except 1\.2\.2: pilot only/);
  // The signature is over this statement and no other.
  const edited = fs.readFileSync(path.join(world, statement), 'utf8').replace('pilot only', 'pilot, so');
  fs.writeFileSync(path.join(world, statement), edited);
  assert.ok(refused(), 'another reservation than she signed');
  done.push('an affirmation by passkey is sealed and verified');

  // An assessor's review by passkey: here with the same passkey, listed in a folder of theirs.
  run('review', 'start', 'b.avouch', '--into', 'rev');
  const about = path.join(world, 'rev/review.yaml');
  fs.writeFileSync(about, fs.readFileSync(about, 'utf8').replace('YOUR NAME', 'Jo Field')
    .replace(/# key: .*/, 'key: "' + made.out.trim() + '"'));
  const review = run('review', 'finish', 'rev', '--leave-undecided').trim();
  const reviewing = serve(review, '--org', 'as');
  await press(page, await reviewing.address, 'Done');
  assert.equal((await reviewing.end).code, 0);
  run('review', 'finish', 'rev', '--signed');
  assert.match(run('verify', 'b.avouch', '--review', 'rev/review.json', '--reviewer', made.out.trim()),
               /a review by Jo Field[^]*the one that you named/);
  done.push('a review by passkey is verified');

  const beside = path.join(world, record + '.passkey.json');
  const whole = fs.readFileSync(beside, 'utf8');
  fs.writeFileSync(beside, whole.replace(/"signature":"(.{20})./, (text, head) =>
    text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A')));
  commit('as');
  assert.equal(verdict().verdict, 'not-evidenced');
  done.push('it decides, and spoilt it does not');

  // A passkey that is not listed is told so, and nothing is written.
  const file = path.join(world, 'as/avouch.org.yaml');
  const other = 'passkey:v1:pAEBAycgBiFYIC1qr4cWzjA1Zfvpv0bQIGu1H7oOfwI4TKCb1wDQLwGT';
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(made.out.trim(), other));
  fs.unlinkSync(path.join(world, record + '.passkey.json'));
  const wrong = serve(record);
  await press(page, await wrong.address, 'Not done').catch((error) => { throw error; });
  assert.ok(!fs.existsSync(path.join(world, record + '.passkey.json')));
  done.push('a passkey that is not listed signs nothing');
  assert.deepEqual(problems, []);
  for (let i = 0; i < 25; ++i) await ask((await wrong.address).replace(/\w+\/$/, 'x/'), {}).catch(() => 0);
  assert.equal((await wrong.end).code, 5);
  done.push('guessing ends it');
  console.log('passkey page: ' + done.join('; '));
} finally {
  await browser.close();
  fs.rmSync(world, {recursive: true, force: true});
}

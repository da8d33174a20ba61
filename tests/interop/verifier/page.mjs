// The page as people use it: the invented firm's bundles dropped on it, whole and
// spoilt, at three widths, light and dark, on paper, with the keyboard alone.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {require, watch, withPage} from './chromium.mjs';

const {AVOUCH, SOURCE} = process.env;
const kAt = '2026-11-20T12:00:00Z';
const done = [];

// ---- The firm's bundles: {early, late, nobody, assessor, fingerprint} ----

function makeBundles(folder) {
  const firm = path.join(folder, 'firm');
  const env = {...process.env, XDG_STATE_HOME: path.join(folder, 'state'), PATH: `${path.dirname(AVOUCH)}:${process.env.PATH}`};
  const run = (program, ...words) => execFileSync(program, words, {cwd: firm, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
  fs.mkdirSync(firm);
  run(path.join(SOURCE, 'examples/make'), 'larkhill', firm);
  run(AVOUCH, 'key', 'new', 'log.key', '--plain');
  const seal = (audience, name, ...more) => {
    run(AVOUCH, 'seal', '--product', 'rota', '--org', 'assurance', '--evidence', 'evidence', '--log-key', 'log.key', '--log-name', 'larkhill.example/log',
      '--at', kAt, '--for', audience, '--output', name, '--no-input', ...more);
    return path.join(firm, name);
  };
  const nobody = seal('customer', 'nobody.avouch');
  const assessed = seal('assessor', 'assessed.avouch');
  const affirm = (name, until, ...more) => {
    run(AVOUCH, 'affirm', assessed, '--by', 'helen', '--until', until, '--at', kAt, '--output', `${name}.statement`, '--no-input', ...more);
    run('ssh-keygen', '-q', '-Y', 'sign', '-f', 'keys/helen', '-n', 'avouch-statement-v1', `${name}.statement`);
    run(AVOUCH, 'affirm', assessed, '--by', 'helen', '--statement', `${name}.statement`, '--at', kAt, '--output', `${name}.json`, '--no-input');
    return path.join(firm, `${name}.json`);
  };
  const early = seal('customer', 'early.avouch', '--affirmation', affirm('first', '2026-11-21'));
  const second = affirm('second', '2099-10-31', '--reservation', '1.1.1=<b>three</b> accounts are still to move');
  const late = seal('customer', 'late.avouch', '--affirmation', second, '--version-name', '<img src=x onerror=alert(1)>');
  const assessor = seal('assessor', 'assessor.avouch', '--affirmation', second);
  return {early, late, nobody, assessor, fingerprint: fingerprintOf(late), ...makeReview(run, firm, assessor)};
}

// An assessor who has decided nothing yet, and says so: {review, reviewer}.
function makeReview(run, firm, assessor) {
  run(AVOUCH, 'review', 'start', assessor, '--into', 'review');
  const head = path.join(firm, 'review/review.yaml');
  fs.writeFileSync(head, fs.readFileSync(head, 'utf8').replace('YOUR NAME', 'Jo Field'));
  const reviewer = run(AVOUCH, 'key', 'new', 'jo.key', '--plain').split('\n')[0];
  run(AVOUCH, 'review', 'finish', 'review', '--key', 'jo.key', '--leave-undecided', '--no-input');
  return {review: path.join(firm, 'review/review.json'), reviewer};
}

function indexOf(file) {
  const bytes = fs.readFileSync(file);
  const size = parseInt(bytes.subarray(124, 135).toString(), 8);
  return JSON.parse(Buffer.from(JSON.parse(bytes.subarray(512, 512 + size).toString()).payload, 'base64').toString());
}
const fingerprintOf = (file) => indexOf(file).organisation.fingerprint;

// ---- Looking ----

const headline = async (page) => {
  await page.waitForFunction(() => document.querySelector('#result h2') !== null && !document.querySelector('#result').hasAttribute('aria-busy'));
  return page.textContent('#result h2');
};
async function look(page, file, fingerprint = '', more = {}) {
  await page.reload();
  await page.fill('#fingerprint', fingerprint);
  for (const [id, value] of Object.entries(more)) await page.$eval(`#${id}`, (input, text) => { input.value = text; }, value);
  await page.setInputFiles('#file', file);
  return headline(page);
}

async function checkAxe(page, where) {
  await page.evaluate(fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const {violations, passes} = await page.evaluate(() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}));
  const told = violations.map(({id, help, nodes}) => `${id}: ${help}: ${nodes.map(({html}) => html).join(' ')}`);
  assert.deepEqual(told, [], where);
  assert.ok(passes.length > 10, where);
}

// ---- What is said ----

async function checkAnswers(page, firm, folder) {
  assert.match(await look(page, firm.late), /^Whole\. It says that helen of Larkhill Health Ltd signed it: make sure/);
  assert.equal(await look(page, firm.late, firm.fingerprint), 'Yes: whole, and signed by helen for Larkhill Health Ltd');
  const spaced = firm.fingerprint.toUpperCase().match(/.{4}/g).join(' ');
  assert.match(await look(page, firm.late, spaced), /^Yes: /);
  assert.equal(await page.locator('#result .claims li').count(), 45);
  assert.equal(await page.locator('#result img, #result b b').count(), 0);
  assert.match(await page.textContent('#result'), /Rota <img src=x onerror=alert\(1\)>/);
  assert.match(await page.textContent('#first'), /1\.1\.1 was excepted by the signer: <b>three<\/b> accounts/);
  done.push('whole and signed, once the fingerprint is given');

  assert.match(await look(page, firm.late, '0'.repeat(64)), /^No: /);
  assert.equal(await page.locator('#result .claims').count(), 0);
  await page.fill('#fingerprint', '12ab');
  await page.dispatchEvent('#fingerprint', 'change');
  assert.equal(await page.textContent('#result'), '');
  assert.match(await page.textContent('#fingerprint-said'), /64 letters.*this has 4/);
  done.push('another fingerprint is a no, half of one no answer');

  assert.equal(await look(page, firm.early, firm.fingerprint), 'Whole, but you have seen a newer one');
  await page.evaluate(() => localStorage.clear());
  assert.equal(await look(page, firm.early, firm.fingerprint), 'Whole, but the signature has run out');
  assert.equal(await look(page, firm.late, firm.fingerprint), 'Yes: whole, and signed by helen for Larkhill Health Ltd');
  assert.match(await page.textContent('#result'), /grown since you last looked, and kept all that you saw/);
  await page.evaluate(() => localStorage.clear());
  assert.equal(await look(page, firm.nobody, firm.fingerprint), 'Whole, but nobody accountable has signed it');
  assert.match(await look(page, firm.assessor, firm.fingerprint), /^Yes: /);
  done.push('superseded, run out, signed by nobody');

  const {log} = indexOf(firm.late);
  await page.evaluate(({size}) => {
    for (const key of Object.keys(localStorage)) localStorage.setItem(key, JSON.stringify({size, root: '0'.repeat(64)}));
  }, log);
  assert.match(await look(page, firm.assessor, firm.fingerprint), /^No: /);
  assert.match(await page.textContent('#result'), /two stories/);
  await page.evaluate(() => localStorage.clear());
  done.push('a log with two stories');

  const whole = fs.readFileSync(firm.late), spoilt = path.join(folder, 'spoilt.avouch');
  const spoil = async (bytes, what) => {
    fs.writeFileSync(spoilt, bytes);
    assert.equal(await look(page, spoilt, firm.fingerprint), 'No: do not rely on this file', what);
    assert.match(await page.textContent('#result'), /Get the file again/);
    assert.equal(await page.locator('#result .claims, #result .sum, #result .facts').count(), 0, what);
  };
  const flipped = Buffer.from(whole);
  flipped[whole.length >> 1] ^= 1;
  await spoil(flipped, 'one bit');
  await spoil(whole.subarray(0, whole.length - 512), 'cut');
  await spoil(Buffer.concat([whole, whole]), 'twice');
  await spoil(Buffer.alloc(0), 'nothing');
  await spoil(Buffer.from('%PDF-1.7'), 'another file');
  done.push('spoilt in five ways is a no, and shows nothing of it');
}

// ---- Several files at once ----

async function checkSeveral(page, firm, folder) {
  const forget = () => page.evaluate(() => localStorage.clear());
  await forget();
  for (const files of [[firm.early, firm.late], [firm.late, firm.early]]) {
    assert.match(await look(page, files, firm.fingerprint), /^Yes: /);
    assert.match(await page.textContent('#others'), /early\.avouch: whole, and superseded: late\.avouch is newer/);
    await forget();
  }
  const spoilt = path.join(folder, 'beside.avouch');
  fs.writeFileSync(spoilt, fs.readFileSync(firm.late).subarray(0, 20480));
  assert.match(await look(page, [spoilt, firm.late], firm.fingerprint), /^Yes: /);
  assert.match(await page.textContent('#others'), /beside\.avouch: No: do not rely on this file/);
  assert.equal(await look(page, [spoilt], firm.fingerprint), 'No: do not rely on this file');
  done.push('an older bundle chosen with a newer one is superseded, a spoilt one a no');

  const both = [firm.assessor, firm.review];
  assert.match(await look(page, both, firm.fingerprint), /^Yes: /);
  assert.match(await page.textContent('#review'), /Jo Field.*Ask the assessor over another channel.*has not decided 45/s);
  await look(page, both, firm.fingerprint, {reviewer: firm.reviewer});
  assert.match(await page.textContent('#review'), /by the key that you were told/);
  await look(page, both, firm.fingerprint, {reviewer: 'SHA256:' + 'A'.repeat(43)});
  assert.match(await page.textContent('#review'), /No: do not rely on review\.json.*another key than you were told/s);
  await look(page, [firm.nobody, firm.review]);
  assert.match(await page.textContent('#review'), /made from another copy of the same assessment/);
  const changed = path.join(folder, 'changed.json');
  const envelope = JSON.parse(fs.readFileSync(firm.review, 'utf8'));
  const payload = Buffer.from(envelope.payload, 'base64').toString().replace('Jo Field', 'Jo Fields');
  fs.writeFileSync(changed, JSON.stringify({...envelope, payload: Buffer.from(payload).toString('base64')}));
  assert.match(await look(page, [firm.assessor, changed], firm.fingerprint), /^Yes: /);
  assert.match(await page.textContent('#review'), /No: do not rely on changed\.json.*not by the key that it names/s);
  assert.match(await look(page, [firm.review]), /^This may be a review: choose its bundle/);
  done.push('an assessor’s review beside its bundle, changed, by another key, beside another copy, alone');
}

// ---- An assessor's copy: the people's own signatures ----

async function checkAssessor(page, firm) {
  await look(page, firm.assessor, firm.fingerprint);
  const told = execFileSync(AVOUCH, ['verify', firm.assessor], {encoding: 'utf8', env: {...process.env, XDG_STATE_HOME: path.dirname(firm.assessor)}}).replace(/\s+/g, ' ');
  const [, whole, files, named] = /of (\d+) of (\d+) files that people signed, of (\d+) more whose contents/.exec(told);
  const text = await page.textContent('#result');
  assert.ok(text.includes(`Of ${files} files that people signed, the signature and every byte of ${whole}, and the signature alone of ${named} `), text);
  assert.match(text, /each change was signed by a key that was listed before/);
  assert.ok(await page.locator('.rests').count() >= 40);
  await look(page, firm.late, firm.fingerprint);
  assert.equal(await page.locator('.rests').count(), 0);
  assert.match(await page.textContent('#result'), /The signatures under what people said/);
  done.push('what people signed, and whose word is left');
}

// What a browser cannot do is told, and is no yes.
async function checkWeakBrowsers(browser, address, firm, problems) {
  const kMissing = [
    ['no WebCrypto', () => Object.defineProperty(crypto, 'subtle', {value: undefined}), /^Not checked/],
    ['no Ed25519', () => {
      const real = crypto.subtle.importKey.bind(crypto.subtle);
      crypto.subtle.importKey = (format, key, algorithm, ...rest) => (algorithm.name === 'Ed25519' ?
        Promise.reject(new DOMException('no', 'NotSupportedError')) : real(format, key, algorithm, ...rest));
    }, /^Not checked/],
    ['a verify that always says something', () => { crypto.subtle.verify = async () => 'yes'; }, /^No: /],
    ['no storage', () => Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }}), /^Yes: /],
  ];
  for (const [name, script, wanted] of kMissing) {
    const context = await browser.newContext();
    await context.addInitScript(script);
    const page = await context.newPage();
    watch(page, problems, address);
    await page.goto(address);
    assert.match(await look(page, firm.late, firm.fingerprint), wanted, name);
    if (name === 'no storage') assert.match(await page.textContent('#result'), /Nothing is remembered/);
    await context.close();
  }
  done.push('a browser that lacks something says so');
}

async function checkKeyboard(page, firm) {
  await page.reload();
  const stops = [];
  for (let i = 0; i < 4; ++i) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(() => document.activeElement.className || document.activeElement.id || document.activeElement.tagName));
  }
  assert.deepEqual(stops, ['skip', 'file', 'fingerprint', 'SUMMARY']);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.focus('#file').then(() => page.keyboard.press('Enter'))]);
  await chooser.setFiles(firm.late);
  assert.match(await headline(page), /^Whole/);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
  await page.reload();
  const bytes = fs.readFileSync(firm.late).toString('base64');
  await page.evaluate((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], 'dropped.avouch'));
    document.body.dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: transfer}));
  }, bytes);
  assert.match(await headline(page), /^Whole/);
  done.push('keyboard alone, and dropping');
}

async function checkLooks(browser, address, firm, folder, problems) {
  const flipped = path.join(folder, 'flipped.avouch');
  const bytes = fs.readFileSync(firm.late);
  bytes[bytes.length >> 1] ^= 1;
  fs.writeFileSync(flipped, bytes);
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 768, 1440]) {
      const page = await browser.newPage({viewport: {width, height: 900}, colorScheme});
      watch(page, problems, address);
      await page.goto(address);
      const where = `${colorScheme} ${width}`;
      await checkAxe(page, `${where}, empty`);
      for (const [file, fingerprint] of [[firm.late, firm.fingerprint], [firm.assessor, firm.fingerprint], [firm.nobody, ''], [flipped, '']]) {
        await look(page, file, fingerprint);
        await checkAxe(page, `${where}, ${path.basename(file)}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${where}, ${path.basename(file)}: ${over} px too wide`);
        const shots = process.env.AVOUCH_SHOTS;
        if (shots) await page.screenshot({path: path.join(shots, `${colorScheme}-${width}-${path.basename(file)}.png`), fullPage: true});
      }
      if (width === 1440) await checkPaper(page, firm, colorScheme);
      await page.close();
    }
  }
  done.push('WCAG 2.2 AA by axe, at three widths, light and dark');
  done.push('two pages of paper');
}

async function checkPaper(page, firm, name) {
  for (const file of [firm.late, firm.assessor]) await checkPages(page, file, firm, `${name}-${path.basename(file, '.avouch')}`);
}

async function checkPages(page, file, firm, name) {
  await look(page, file, firm.fingerprint);
  const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true});
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
  assert.ok(pages >= 1 && pages <= 2, `${pages} pages of paper`);
  if (process.env.AVOUCH_SHOTS) fs.writeFileSync(path.join(process.env.AVOUCH_SHOTS, `${name}.pdf`), pdf);
}

await withPage(async ({browser, page, address, folder, problems}) => {
  const firm = makeBundles(folder);
  const policy = await page.getAttribute('meta[http-equiv]', 'content');
  assert.match(policy, /^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; base-uri 'none'; form-action 'none'$/);
  await checkAnswers(page, firm, folder);
  await checkSeveral(page, firm, folder);
  await checkAssessor(page, firm);
  await checkWeakBrowsers(browser, address, firm, problems);
  await checkKeyboard(page, firm);
  await checkLooks(browser, address, firm, folder, problems);
});
console.log('verifier page: ' + done.join('; '));

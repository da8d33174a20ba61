// The pages of `avouch publish` as people read them: at three widths, light and dark,
// on paper, without script, by keyboard; and that no page says more than its bundle.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';

const {AVOUCH, BROWSER, MODULES, SOURCE, AVOUCH_SHOTS} = process.env;
const require = createRequire(path.join(MODULES, 'x.js'));
const kAxe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const kFirst = '2026-11-20T12:00:00Z', kThen = '2026-11-25T12:00:00Z';
const kPages = ['index', 'claims', 'open', 'evidence', 'support', 'history', 'check'];
const done = [];

// ---- The firm, its two answers, and the site that holds both ----

function makeSite(folder) {
  const firm = path.join(folder, 'firm'), site = path.join(folder, 'site');
  const env = {...process.env, XDG_STATE_HOME: path.join(folder, 'state'), PATH: `${path.dirname(AVOUCH)}:${process.env.PATH}`};
  fs.mkdirSync(firm);
  const run = (program, ...words) => execFileSync(program, words, {cwd: firm, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
  run(path.join(SOURCE, 'examples/make'), 'larkhill', firm);
  run(AVOUCH, 'key', 'new', 'log.key', '--plain');
  const seal = (audience, name, at, ...more) => run(AVOUCH, 'seal', '--product', 'rota', '--org', 'assurance', '--evidence', 'evidence',
    '--ledger', 'public-ledger', '--log-key', 'log.key', '--log-name', 'larkhill.example/log', '--at', at, '--for', audience, '--output', name, '--no-input', ...more);
  seal('public', 'first.avouch', kFirst);
  // Then less is shown, one gap has a date and an owner, and somebody accountable signs.
  fs.rmSync(path.join(firm, 'assurance/training.csv'));
  fs.writeFileSync(path.join(firm, 'assurance/records/2026-11-24-gap.yaml'),
    'record: gap\nclaim: "1.1.2"\nby: helen\nowner: priya\non: 2026-11-24\nuntil: 2026-11-25\nbecause: the register is <b>moving</b> to another system\nvisibility: public\n');
  run('git', '-C', 'assurance', 'add', '-A');
  run('git', '-C', 'assurance', '-c', 'user.name=Helen Marsh', '-c', 'user.email=helen@larkhill.example', '-c', 'gpg.format=ssh',
    '-c', `user.signingkey=${firm}/keys/helen`, 'commit', '-q', '-S', '-m', 'a gap');
  seal('assessor', 'assessor.avouch', kThen);
  run(AVOUCH, 'affirm', 'assessor.avouch', '--by', 'helen', '--until', '2099-10-31', '--at', kThen, '--output', 'words', '--no-input', '--reservation', '1.1.1=<i>one</i> team is still to move');
  run('ssh-keygen', '-q', '-Y', 'sign', '-f', 'keys/helen', '-n', 'avouch-statement-v1', 'words');
  run(AVOUCH, 'affirm', 'assessor.avouch', '--by', 'helen', '--statement', 'words', '--at', kThen, '--output', 'affirmed.json', '--no-input');
  seal('public', 'second.avouch', kThen, '--affirmation', 'affirmed.json', '--version-name', '2027 <script>alert(1)</script>');
  run(AVOUCH, 'publish', site, '--from', 'first.avouch', '--at', '2026-11-26');
  run(AVOUCH, 'publish', site, '--from', 'second.avouch', '--at', '2026-11-27');
  return {site, firm};
}

const pagesOf = (site) => ['index', ...kPages.map((page) => `rota/${page}`)].map((name) => ({name, html: path.join(site, name + '.html'), json: path.join(site, name + '.json')}));

// ---- What is in them ----

function checkData(site) {
  const read = (name) => JSON.parse(fs.readFileSync(path.join(site, name + '.json'), 'utf8'));
  for (const {name} of pagesOf(site)) {
    const kind = name === 'index' ? 'front' : name === 'rota/index' ? 'product' : name.slice(5);
    assert.equal(read(name).schema, `urn:x-avouch:trust-centre:${kind}:v1`);
  }
  const {claims} = read('rota/claims');
  assert.equal(claims.length, 45);
  const training = claims.find(({claim}) => claim === '1.1.2');
  assert.deepEqual([training.verdict, training.gap.until, training.gap['owner-role']], ['not-evidenced', '2026-11-25', 'developer, security-lead']);
  assert.deepEqual(read('rota/open').open.filter(({past}) => past).map(({claim}) => claim), ['1.1.2']);
  const {editions} = read('rota/history');
  assert.deepEqual(editions.map(({superseded}) => superseded), [false, true]);
  assert.ok(editions[0].changes.some(({claim, before, after}) => claim === '1.1.2' && /^met/.test(before) && /^open.*25 Nov 2026/.test(after)));
  assert.match(editions[0]['log-grew'], /kept all of that/);
  assert.match(read('index').products[0].sentence, /^On 25 Nov 2026, Larkhill Health Ltd assessed Rota .* \d+ of 45 claims evidenced, /);
  done.push('the same as data, in its documented shape; a gap by role and day; what changed');
  return claims;
}

// Nobody is named: neither people of the list, nor accounts, nor mailboxes but the one for reports.
function checkNobodyNamed(site) {
  const kNames = /Marsh|Priya N|Adeyemi|Asha R|tomad|priyan|asharao|jfox|(?!security@)\b[\w.]+@larkhill\.example/;
  for (const {html, json} of pagesOf(site))
    for (const file of [html, json]) assert.doesNotMatch(fs.readFileSync(file, 'utf8'), kNames, file);
  done.push('nobody is named');
}

async function checkSays(page, site, claims) {
  await page.goto('file://' + path.join(site, 'rota/claims.html'));
  const told = await page.$$eval('article.claim', (all) => all.map((one) => ({claim: one.id.slice(6), verdict: one.querySelector('.tag').className.slice(4)})));
  assert.deepEqual(told, claims.map(({claim, verdict}) => ({claim, verdict: verdict === 'not-evidenced' ? 'open' : verdict})));
  assert.match(await page.textContent('#claim-1\\.1\\.1'), /Excepted by the signer.*<i>one<\/i> team/s);
  assert.equal(await page.locator('main i, main b, main script').count(), 0);
  await page.goto('file://' + path.join(site, 'rota/open.html'));
  assert.match(await page.textContent('main'), /25 Nov 2026: this day has passed, and it is still open.*developer, security-lead/s);
  await page.goto('file://' + path.join(site, 'rota/support.html'));
  assert.match(await page.textContent('main'), /security@larkhill\.example.*31 Dec 2028/s);
  await page.goto('file://' + path.join(site, 'rota/check.html'));
  assert.match(await page.locator('pre').innerText(), /^sha256sum -c SHA256SUMS\navouch verify rota\/bundles\/rota-2027\S+\.avouch \\\n  --organisation [0-9a-f]{64}$/);
  done.push('the pages say what their data says');
}

// Every address leads to a file of the site that is there, and to a place in it that is.
async function checkLinks(page, site) {
  let outside = 0, inside = 0;
  for (const {html} of pagesOf(site)) {
    await page.goto('file://' + html);
    for (const href of await page.$$eval('a', (all) => all.map((one) => one.getAttribute('href')))) {
      if (/^(https:\/\/|mailto:)/.test(href)) { ++outside; continue; }
      const [file, id] = href.split('#');
      const target = file === '' ? html : path.resolve(path.dirname(html), file);
      assert.ok(target.startsWith(site) && fs.existsSync(target), `${html}: ${href}`);
      if (id) assert.ok(fs.readFileSync(target, 'utf8').includes(`id="${id}"`), `${html}: ${href}`);
      ++inside;
    }
  }
  assert.ok(inside > 100 && outside >= 2);
  done.push('every address leads somewhere');
}

// ---- How they look ----

async function checkLooks(browser, site, problems) {
  for (const [colorScheme, ...widths] of [['light', 360, 768, 1440], ['dark', 768]])
    for (const width of widths) {
      const page = await browser.newPage({viewport: {width, height: 900}, colorScheme});
      watch(page, problems);
      for (const {name, html} of pagesOf(site)) {
        const where = `${colorScheme} ${width}, ${name}`;
        await page.goto('file://' + html);
        await page.evaluate(kAxe);
        const {violations, passes} = await page.evaluate((runOnly) => axe.run({runOnly}), kRules);
        assert.deepEqual(violations.map(({id, help, nodes}) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`), [], where);
        assert.ok(passes.length > 10, where);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${where}: ${over} px too wide`);
        if (AVOUCH_SHOTS) await page.screenshot({path: path.join(AVOUCH_SHOTS, `${name.replace('/', '-')}-${colorScheme}-${width}.png`), fullPage: true});
      }
      await page.close();
    }
  done.push('WCAG 2.2 AA by axe, at three widths, and dark');
}

async function checkPaper(page, site) {
  const kMost = {index: 1, 'rota/index': 2, 'rota/claims': 16, 'rota/open': 2, 'rota/evidence': 3, 'rota/support': 2, 'rota/history': 2, 'rota/check': 2};
  for (const {name, html} of pagesOf(site)) {
    await page.goto('file://' + html);
    const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true, format: 'A4'});
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
    if (AVOUCH_SHOTS) fs.writeFileSync(path.join(AVOUCH_SHOTS, `${name.replace('/', '-')}.pdf`), pdf);
    assert.ok(pages <= kMost[name], `${name}: ${pages} pages of paper`);
  }
  done.push('on paper');
}

async function checkKeyboard(page, site) {
  await page.goto('file://' + path.join(site, 'rota/index.html'));
  const stops = [];
  for (let i = 0; i < 4; ++i) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(() => document.activeElement.textContent));
  }
  assert.deepEqual(stops, ['Skip to main content', 'Larkhill Health Ltd', 'Overview', 'All claims']);
  await page.keyboard.press('Enter');
  await page.waitForURL(/claims\.html$/);
  assert.equal(await page.locator('[aria-current=page]').textContent(), 'All claims');
  done.push('by keyboard alone');
}

async function checkWithoutScript(browser, site) {
  const context = await browser.newContext({javaScriptEnabled: false});
  const page = await context.newPage();
  await page.goto('file://' + path.join(site, 'rota/history.html'));
  assert.match(await page.locator('main').innerText(), /The newest answer.*Superseded/s);
  for (const {html} of pagesOf(site)) {
    const text = fs.readFileSync(html, 'utf8');
    assert.doesNotMatch(text, /<script|<link|<img|<iframe|<form|\son\w+=|\sstyle=/i, html);
    assert.match(text, /content="default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/);
  }
  await context.close();
  done.push('without script, by a policy that allows nothing but one style');
}

// The page beside the site says of the bundle beside it what the site says.
async function checkVerifier(browser, site, problems) {
  const page = await browser.newPage();
  watch(page, problems);
  const {bundle, organisation} = JSON.parse(fs.readFileSync(path.join(site, 'rota/check.json'), 'utf8'));
  await page.goto('file://' + path.join(site, 'verify.html'));
  await page.fill('#fingerprint', organisation.fingerprint);
  await page.setInputFiles('#file', path.join(site, 'rota', bundle.file));
  await page.waitForFunction(() => document.querySelector('#result h2') !== null && !document.querySelector('#result').hasAttribute('aria-busy'));
  assert.equal(await page.textContent('#result h2'), 'Yes: whole, and signed by helen for Larkhill Health Ltd');
  await page.close();
  done.push('the page beside it says yes to the bundle beside it');
}

function watch(page, problems) {
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('request', (request) => request.isNavigationRequest() || problems.push('asked for ' + request.url()));
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trust-centre-'));
const browser = await require('playwright-core').chromium.launch({executablePath: BROWSER, args: ['--no-sandbox']});
const problems = [];
try {
  const {site} = makeSite(folder);
  const claims = checkData(site);
  checkNobodyNamed(site);
  const page = await browser.newPage();
  watch(page, problems);
  await checkSays(page, site, claims);
  await checkLinks(page, site);
  await checkKeyboard(page, site);
  await checkWithoutScript(browser, site);
  await checkVerifier(browser, site, problems);
  await checkLooks(browser, site, problems);
  await checkPaper(page, site);
} finally {
  await browser.close();
  fs.rmSync(folder, {recursive: true, force: true});
}
assert.deepEqual(problems, []);
console.log('trust centre: ' + done.join('; '));

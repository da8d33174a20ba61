// The page itself: takes files, asks, shows. The only module that touches the
// browser's events, clock and storage.

import {about, answer, cannot, refusal, sure} from './answer.js';
import {others, review} from './beside.js';
import {Refused, isDigest, sha256Hex, utf8} from './bytes.js';
import {checked} from './checked.js';
import {first, summary, verdicts} from './claims.js';
import {day, element, plain} from './dom.js';
import {assertionProblem, checkSshSig, isAssertionBy, readPasskeyFile} from './envelope.js';
import {readPasskey} from './keys.js';
import {isWitnessKey, readNoteKey} from './note.js';
import {checkReview} from './review.js';
import {Ring} from './ring.js';
import {shown} from './shapes.js';
import {CannotCheck, isPasskeySignature} from './signatures.js';
import {recall} from './standing.js';
import {verifyBundle} from './verify.js';

const byId = (id) => document.getElementById(id);
const kMaxBytes = 256 * 1024 * 1024;
let current = null;  // {bundles, review}: {name, bytes} of the last files; review may be null
let turn = 0;        // Of the last question: an earlier one that ends later shows nothing

// ---- What the reader was told ----

const typed = (id) => byId(id).value.trim();
const fingerprintTyped = () => typed('fingerprint').replace(/[\s:.-]/g, '').toLowerCase();

function sayFingerprint() {
  const value = fingerprintTyped();
  const said = value === '' || isDigest(value) ? '' :
    `A fingerprint has 64 letters a to f and digits; this has ${value.length}${/[^0-9a-f]/.test(value) ? ', and others among them' : ''}.`;
  byId('fingerprint-said').textContent = said;
  return said === '';
}

// What is wrong with what the reader typed is known to be about that.
async function readWitness(line) {
  const where = 'the keys of witnesses that you gave';
  const key = await readNoteKey(line, where).catch(({what}) => { throw new Refused(what, where, true); });
  if (!isWitnessKey(key)) throw new Refused('the key of a log, which is no witness', where, true);
  return key;
}

async function expected(now) {
  const lines = typed('witnesses').split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const witnesses = [];
  for (const line of lines) witnesses.push(await readWitness(line));
  const quorum = typed('quorum') === '' ? 0 : Number(typed('quorum'));
  if (!Number.isSafeInteger(quorum) || quorum < 0 || quorum > new Set(witnesses.map(({name}) => name)).size) {
    throw new Refused(`as many witnesses as you named can be asked for, not ${typed('quorum')}`, 'how many of them', true);
  }
  return {now, fingerprint: fingerprintTyped(), log: typed('log'), witnesses, quorum, reviewer: typed('reviewer')};
}

// ---- What this browser remembers: the newest state of each log, per product ----

const isHead = (value) => value === null || (Number.isSafeInteger(value?.size) && isDigest(value.root));

// Compared with what was remembered when the file came: asking twice of one file
// gives one answer.
async function remembered(proof, file) {
  const key = 'avouch ' + await sha256Hex(utf8(proof.index.log.key + '\0' + shown(proof.index.product.name)));
  try {
    if (file.before === undefined) file.before = JSON.parse(localStorage.getItem(key));
  } catch {
    return 'nothing';
  }
  if (!isHead(file.before)) return 'nothing';
  const {seen, keep} = recall(proof.index.log, file.before);
  try {
    localStorage.setItem(key, JSON.stringify(keep));
  } catch {
    return seen === 'first' ? 'nothing' : seen;
  }
  return seen;
}

// ---- Showing ----

function readCatalogue(digest) {
  const catalogue = JSON.parse(byId('catalogue').textContent);
  return catalogue.digest === digest ? catalogue : null;
}

function show(...parts) {
  const result = byId('result');
  result.replaceChildren(...parts.flat(2).filter((part) => part !== ''));
  const heading = result.querySelector('h2');
  heading.focus({preventScroll: true});
  heading.scrollIntoView({block: 'start'});
  document.title = heading.textContent;
}

function paper({name, now}) {
  return element('p', {class: 'paper'}, `Avouch bundle checker. ${plain(name)}, looked at on ${day(now)}.`);
}

function printButton() {
  const button = element('button', {type: 'button', class: 'screen'}, 'Print this, or save it as PDF');
  button.addEventListener('click', () => window.print());
  return button;
}

function showProof(state) {
  show(paper(state), answer(state), summary(state), about(state), review(state.review), others(state.others), first(state),
    verdicts(state), sure(state), checked(state), printButton());
}

// Everything that is not a proof is a no, or that it could not be checked.
function panelFor(error) {
  if (error instanceof Refused) return refusal(error);
  if (error instanceof CannotCheck) return cannot(error.message);
  return cannot(`Something went wrong in this page: ${error?.message ?? error}`);
}

// ---- Checking: of several bundles the newest counts ----

const isOfSame = (one, other) => one.index.log.key === other.index.log.key &&
  shown(one.index.product.name) === shown(other.index.product.name);

async function prove(file, told) {
  try {
    return {file, name: file.name, proof: await verifyBundle(file.bytes, told)};
  } catch (error) {
    return {file, name: file.name, error};
  }
}

const kBeside = {
  grown: (name) => `whole, and superseded: ${name} is newer, and shows that the log kept all of this one.`,
  unconnected: (name) => `whole, and older than ${name}; nothing shows that the log kept what this one holds.`,
  same: () => 'whole, and of the same state of the log.',
};

// Of another bundle, in a line. Throws Refused when the two show a log with two stories.
function said({error, proof}, main) {
  if (error instanceof Refused) return 'No: do not rely on this file. Choose it alone to see why.';
  if (error !== undefined) return 'not checked: this browser cannot do it.';
  if (!isOfSame(proof, main.proof)) return 'about another product, or from another log. Choose it alone to see what it says.';
  return kBeside[recall(main.proof.index.log, proof.index.log).seen](plain(main.name));
}

async function reviewOf(file, proof, digest, told) {
  if (file === null) return null;
  try {
    return {name: file.name, reviewed: await checkReview(file.bytes, proof, digest, told)};
  } catch (error) {
    return {name: file.name, error};
  }
}

async function check({bundles, review: reviewed}, mine) {
  const now = Math.floor(Date.now() / 1000);
  if (globalThis.crypto?.subtle === undefined) throw new CannotCheck('this browser keeps cryptography from this page');
  const told = await expected(now);
  const proved = [];
  for (const file of bundles) proved.push(await prove(file, told));
  const good = proved.filter(({proof}) => proof !== undefined);
  if (good.length === 0) throw proved[0].error;
  const same = good.filter(({proof}) => isOfSame(proof, good[0].proof)).sort((a, b) => a.proof.index.log.size - b.proof.index.log.size);
  const main = same.at(-1), {proof, name} = main;
  const beside = proved.filter((one) => one !== main).map((one) => ({name: one.name, says: said(one, main)}));
  const digest = await sha256Hex(main.file.bytes);
  const review_ = await reviewOf(reviewed, proof, digest, told);
  if (mine !== turn) return;
  let seen = '';
  for (const one of same) seen = await remembered(one.proof, one.file);
  showProof({proof, now, told, seen, digest, name, review: review_, others: beside, catalogue: readCatalogue(proof.verdicts.catalogue)});
}

async function look() {
  const mine = ++turn;
  byId('result').replaceChildren();  // An answer to another question is none
  if (!sayFingerprint() || current === null) return;
  byId('result').setAttribute('aria-busy', 'true');
  try {
    await check(current, mine);
  } catch (error) {
    if (mine === turn) show(panelFor(error));
  }
  if (mine === turn) byId('result').removeAttribute('aria-busy');
}

// ---- Taking files ----

// A review is JSON, a bundle is not.
const isReview = ({bytes}) => bytes[0] === 0x7b;

async function take(files) {
  if (files.length === 0) return;
  const before = current, mine = ++turn;
  current = null;
  byId('result').replaceChildren();
  const large = files.find(({size}) => size > kMaxBytes);
  if (large !== undefined) {
    show(refusal(new Refused('larger than a bundle may be', large.name)));
    return;
  }
  const read = [];
  for (const file of files) read.push({name: file.name, bytes: new Uint8Array(await file.arrayBuffer())});
  if (mine !== turn) return;
  const chosen = {bundles: read.filter((file) => !isReview(file)), review: read.findLast(isReview) ?? null};
  if (chosen.bundles.length === 0) chosen.bundles = before?.bundles ?? [];  // A review of what lies here already
  if (chosen.bundles.length === 0) {
    show(element('section', {class: 'panel care'}, element('h2', {tabindex: '-1'}, 'This may be a review: choose its bundle, too'),
      element('p', {}, 'An assessor’s review is checked against the bundle that it is about. Choose both files, or the bundle first.')));
    return;
  }
  current = chosen;
  await look();
}

function start() {
  byId('attribution').textContent = JSON.parse(byId('catalogue').textContent).attribution;
  byId('file').addEventListener('change', ({target}) => take([...target.files]));
  for (const id of ['fingerprint', 'log', 'witnesses', 'quorum', 'reviewer']) byId(id).addEventListener('change', look);
  byId('fingerprint').addEventListener('input', () => isDigest(fingerprintTyped()) && look());
  const over = (on) => (event) => {
    event.preventDefault();
    document.body.classList.toggle('over', on);
  };
  document.addEventListener('dragover', over(true));
  document.addEventListener('dragleave', over(false));
  document.addEventListener('drop', (event) => {
    over(false)(event);
    take([...event.dataTransfer.files]);
  });
}

start();

// For scripts and tests: the same answers as values.
globalThis.avouch = Object.freeze({verifyBundle, checkReview, readNoteKey, Ring, checkSshSig, readPasskey, readPasskeyFile,
  assertionProblem, isAssertionBy, isPasskeySignature});

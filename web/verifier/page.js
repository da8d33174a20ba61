// The page itself: takes a file, asks, shows. The only module that touches the
// browser's events, clock and storage.

import {about, answer, cannot, refusal, sure} from './answer.js';
import {Refused, isDigest, sha256Hex, utf8} from './bytes.js';
import {checked} from './checked.js';
import {first, summary, verdicts} from './claims.js';
import {day, element, plain} from './dom.js';
import {assertionProblem, checkSshSig, isAssertionBy} from './envelope.js';
import {readPasskey} from './keys.js';
import {readNoteKey} from './note.js';
import {shown} from './shapes.js';
import {CannotCheck, isPasskeySignature} from './signatures.js';
import {recall} from './standing.js';
import {verifyBundle} from './verify.js';

const byId = (id) => document.getElementById(id);
const kMaxBytes = 256 * 1024 * 1024;
let current = null;  // {name, bytes} of the last file
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

async function expected(now) {
  const lines = typed('witnesses').split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const witnesses = [];
  for (const line of lines) witnesses.push(await readNoteKey(line, 'the keys of witnesses that you gave'));
  return {now, fingerprint: fingerprintTyped(), log: typed('log'), witnesses};
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
  show(paper(state), answer(state), summary(state), about(state), first(state), verdicts(state), sure(state),
    checked(state), printButton());
}

// Everything that is not a proof is a no, or that it could not be checked.
function showError(error) {
  if (error instanceof Refused) return show(refusal(error));
  if (error instanceof CannotCheck) return show(cannot(error.message));
  return show(cannot(`Something went wrong in this page: ${error?.message ?? error}`));
}

async function check(file, mine) {
  const now = Math.floor(Date.now() / 1000);
  if (globalThis.crypto?.subtle === undefined) throw new CannotCheck('this browser keeps cryptography from this page');
  const told = await expected(now);
  const proof = await verifyBundle(file.bytes, told);
  const digest = await sha256Hex(file.bytes);
  if (mine !== turn) return;
  const seen = await remembered(proof, file);
  showProof({proof, now, told, seen, digest, name: file.name, catalogue: readCatalogue(proof.verdicts.catalogue)});
}

async function look() {
  const mine = ++turn;
  byId('result').replaceChildren();  // An answer to another question is none
  if (!sayFingerprint() || current === null) return;
  byId('result').setAttribute('aria-busy', 'true');
  try {
    await check(current, mine);
  } catch (error) {
    if (mine === turn) showError(error);
  }
  if (mine === turn) byId('result').removeAttribute('aria-busy');
}

async function take(file) {
  if (file === undefined || file === null) return;
  current = null;
  byId('result').replaceChildren();
  if (file.size > kMaxBytes) {
    ++turn;
    show(refusal(new Refused('larger than a bundle may be', file.name)));
    return;
  }
  const mine = ++turn;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (mine !== turn) return;
  current = {name: file.name, bytes};
  await look();
}

function start() {
  byId('attribution').textContent = JSON.parse(byId('catalogue').textContent).attribution;
  byId('file').addEventListener('change', ({target}) => take(target.files[0]));
  for (const id of ['fingerprint', 'log', 'witnesses']) byId(id).addEventListener('change', look);
  byId('fingerprint').addEventListener('input', () => isDigest(fingerprintTyped()) && look());
  const over = (on) => (event) => {
    event.preventDefault();
    document.body.classList.toggle('over', on);
  };
  document.addEventListener('dragover', over(true));
  document.addEventListener('dragleave', over(false));
  document.addEventListener('drop', (event) => {
    over(false)(event);
    take(event.dataTransfer.files[0]);
  });
}

start();

// For scripts and tests: the same answers as values.
globalThis.avouch = Object.freeze({verifyBundle, checkSshSig, readPasskey, assertionProblem, isAssertionBy, isPasskeySignature});

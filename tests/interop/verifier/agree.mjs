// Two verifiers, one answer: the page's, in Chromium and in Node, is the program's,
// for every changed bundle; and what accepted ones say is the same, claim by claim.
//
// Each bundle goes through one of the two, and some through both.

import {spawn} from 'node:child_process';
import {module, withPage} from './chromium.mjs';

const kBoth = 8;  // One in so many goes through both
const total = Number(process.env.AVOUCH_MUTATIONS ?? 2400);
const kParts = [['customer', 0.2], ['internal', 0.2], ['resealed', 0.2], ['assessor', 0.2], ['told', 0.2]];

// Changed bundles out of the program: {base, now}, then one for each line.
async function* changed(part, from, to) {
  const child = spawn(process.env.MUTATED_BUNDLES, [part, from, to].map(String), {stdio: ['ignore', 'pipe', 'inherit']});
  const ended = new Promise((resolve) => child.on('exit', resolve));
  let rest = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`mutated_bundles ended with ${code}`);
}

// Runs in Node, and, as its own text, in the page: no name from outside.
async function answers(verifyBundle, {base, now, ones}) {
  const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const valid = bytesOf(base);
  const rebuilt = ({size, runs}) => {
    const out = new Uint8Array(size);
    out.set(valid.subarray(0, size));
    for (let i = 0; i < runs.length; i += 2) out.set(bytesOf(runs[i + 1]), runs[i]);
    return out;
  };
  const kRests = {signature: 'signature checked here', named: 'signature checked here, contents withheld',
    sealer: "the sealer's word", system: "another system's answer", claimed: 'only said'};
  const saysSigned = ({told, chain, lists, files, checked, named, claims, unread}) => [
    `told ${Number(told)} chain ${Number(chain)} lists ${lists} files ${files} checked ${checked} named ${named}`,
    ...claims.map(({claim, signedBy, pieces, computed}) => `${claim} rests on${computed ? ' the source' : ''}` +
      Object.keys(kRests).filter((rests) => rests in pieces).map((rests) => `, ${pieces[rests]} ${kRests[rests]}`).join('') +
      signedBy.map((person) => `, by ${person}`).join('')),
    ...unread];
  const says = (proof) => [
    ...saysSigned(proof.signed),
    ...proof.verdicts.claims.map(({claim, verdict, grade}, i) =>
      `${claim} ${verdict} ${grade ?? '-'}${proof.standings[i] === '' ? '' : ' ' + proof.standings[i]}`),
    ...proof.affirmations.map(({what, counts}) => `${what.by}${counts ? ' counts' : ' does not count'}`)];
  const out = [];
  for (const one of ones) {
    try {
      out.push({accept: true, says: says(await verifyBundle(rebuilt(one), {now, witnesses: []})), why: ''});
    } catch (error) {
      if (error.name !== 'Refused') throw new Error(`${one.number}: ${error.stack}`);
      out.push({accept: false, says: [], why: error.message});
    }
  }
  return out;
}

const tally = {bundles: 0, answers: 0, accepted: 0, wrong: []};
function compare(where, ones, got) {
  ones.forEach((one, i) => {
    ++tally.answers;
    const same = one.accept === got[i].accept && JSON.stringify(one.says) === JSON.stringify(got[i].says);
    if (same) return;
    tally.wrong.push(`${where} ${one.number} (${one.what}): the program ${one.accept ? 'accepts' : `refuses, ${one.why}`}; ` +
      `the page ${got[i].accept ? 'accepts' : `refuses, ${got[i].why}`}`);
  });
}

async function batch(page, verifyBundle, part, {base, now}, ones) {
  const inNode = ones.filter(({number}) => number % 2 === 0 || number % kBoth === 1);
  const inPage = ones.filter(({number}) => number % 2 === 1 || number % kBoth === 0);
  const [a, b] = await Promise.all([
    answers(verifyBundle, {base, now, ones: inNode}),
    page.evaluate(`(${answers})(avouch.verifyBundle, ${JSON.stringify({base, now, ones: inPage})})`)]);
  compare(`node, ${part}`, inNode, a);
  compare(`chromium, ${part}`, inPage, b);
  tally.bundles += ones.length;
  tally.accepted += ones.filter(({accept}) => accept).length;
}

const started = Date.now();
function tell(part) {
  console.log(`${part}: ${tally.bundles} changed bundles, ${tally.accepted} of them true, ${tally.answers} answers, ` +
    `${tally.wrong.length} that differ; ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

const {verifyBundle} = await module('verify');
await withPage(async ({page}) => {
  for (const [part, share] of kParts) {
    let base = null, ones = [];
    for await (const line of changed(part, 0, Math.ceil(total * share))) {
      if (base === null) {
        base = line;
        const [whole] = await answers(verifyBundle, {...base, ones: [{size: atob(base.base).length, runs: [], number: -1}]});
        if (!whole.accept) tally.wrong.push(`${part}: the valid bundle is refused: ${whole.why}`);
        continue;
      }
      ones.push(line);
      if (ones.length === 200) await batch(page, verifyBundle, part, base, ones.splice(0));
    }
    await batch(page, verifyBundle, part, base, ones);
    tell(part);
  }
});
for (const line of tally.wrong.slice(0, 40)) console.log(line);
tell('all');
process.exit(tally.wrong.length === 0 && tally.bundles >= total && tally.accepted > 0 ? 0 : 1);

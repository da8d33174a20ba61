// The page as `avouch verify --write-page` writes it, open in the system's Chromium.

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';

const {AVOUCH, BROWSER, MODULES, SOURCE} = process.env;
export const require = createRequire(path.join(MODULES, 'x.js'));

// Calls `use({browser, page, address, folder})`; `page` is open at the file `address`.
// Fails when the page logs an error or asks the network for anything.
export async function withPage(use) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'verifier-'));
  const file = path.join(folder, 'verify.html');
  execFileSync(AVOUCH, ['verify', '--write-page', file], {stdio: 'pipe'});
  const address = 'file://' + file;
  const browser = await require('playwright-core').chromium.launch({executablePath: BROWSER, args: ['--no-sandbox']});
  const problems = [];
  try {
    const page = await browser.newPage();
    watch(page, problems, address);
    await page.goto(address);
    await use({browser, page, address, folder, problems});
  } finally {
    await browser.close();
    fs.rmSync(folder, {recursive: true, force: true});
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

export function watch(page, problems, address) {
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('request', (request) => request.url() !== address && problems.push('asked for ' + request.url()));
}

// The modules as Node reads them: the same files, before they are one script.
export const module = (name) => import(path.join(SOURCE, 'web/verifier', name + '.js'));

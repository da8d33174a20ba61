// The fixed parts of the passkey page: its document, style and script.
//
// Constants only; any thread. What differs from one session to the next comes as
// JSON and is put in as text, so nothing that is signed can become markup.

#pragma once

#include <string_view>

namespace avouch::app {

inline constexpr std::string_view kPasskeyHtml = R"html(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sign with a passkey</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="page.css"><script src="page.js" defer></script></head>
<body><main>
<h1 id="title">Sign with a passkey</h1>
<p id="lead">This page needs JavaScript: a passkey can be asked for in no other way.</p>
<pre id="text" tabindex="0" aria-label="What is signed, whole" hidden></pre>
<p id="digest" class="soft"></p>
<p><button id="go" type="button" hidden>Sign</button></p>
<p id="said" role="status"></p>
</main></body></html>
)html";

inline constexpr std::string_view kPasskeyCss = R"css(
:root { color-scheme: light dark; --ink: #0b0c0c; --page: #fff; --soft: #4a5661; --back: #f3f7f8; --mark: #0b5563; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f1f4f6; --page: #14181b; --soft: #b4c0c9; --back: #1f262b; --mark: #0b6b7c; } }
body { margin: 0; font: 1.1rem/1.5 Arial, Helvetica, sans-serif; color: var(--ink); background: var(--page); }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 2rem; line-height: 1.15; border-top: 6px solid var(--mark); padding-top: 1rem; }
pre { background: var(--back); padding: 1rem; white-space: pre-wrap; max-height: 55vh; overflow: auto; font-size: .95rem; }
.soft { color: var(--soft); font-size: .95rem; }
button { font: inherit; font-weight: bold; color: #fff; background: var(--mark); border: 0; padding: .7rem 1.6rem; }
button:focus-visible, pre:focus-visible { outline: 3px solid #0b0c0c; outline-offset: 2px; box-shadow: 0 0 0 2px #fd0; }
button[disabled] { opacity: .6; }
)css";

inline constexpr std::string_view kPasskeyJs = R"js('use strict';
const byId = (id) => document.getElementById(id);
const say = (text) => { byId('said').textContent = text; };
const base64 = (buffer) => {
  let text = '';
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text);
};
const bytes = (url) => Uint8Array.from(
  atob(url.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));

async function ask(task) {
  const challenge = bytes(task.challenge);
  if (!task.make) {
    const got = await navigator.credentials.get({publicKey: {
      challenge, rpId: 'localhost', userVerification: 'required', timeout: 240000}});
    const {authenticatorData, clientDataJSON, signature} = got.response;
    return {authenticatorData: base64(authenticatorData), clientDataJSON: base64(clientDataJSON),
            signature: base64(signature)};
  }
  const made = await navigator.credentials.create({publicKey: {
    challenge, rp: {id: 'localhost', name: 'Avouch'},
    user: {id: crypto.getRandomValues(new Uint8Array(16)), name: task.who, displayName: task.who},
    pubKeyCredParams: [{type: 'public-key', alg: -7}, {type: 'public-key', alg: -8},
                       {type: 'public-key', alg: -257}],
    authenticatorSelection: {residentKey: 'required', userVerification: 'required'},
    attestation: 'none', timeout: 240000}});
  return {clientDataJSON: base64(made.response.clientDataJSON),
          publicKey: base64(made.response.getPublicKey())};
}

async function go(task) {
  byId('go').disabled = true;
  say('Waiting for your passkey.');
  try {
    const answer = await ask(task);
    const response = await fetch('answer', {method: 'POST',
      headers: {'Content-Type': 'application/json'}, body: JSON.stringify(answer)});
    const words = await response.text();
    if (!response.ok) throw new Error(words);
    byId('go').hidden = true;
    say(words);
  } catch (error) {
    say('Not done: ' + error.message);
    byId('go').disabled = false;
  }
}

async function start() {
  const task = await (await fetch('task')).json();
  byId('title').textContent = task.title;
  byId('lead').textContent = task.lead;
  byId('digest').textContent = task.digest;
  byId('text').textContent = task.text;
  byId('text').hidden = task.text === '';
  const button = byId('go');
  button.textContent = task.button;
  button.addEventListener('click', () => go(task));
  if (!window.PublicKeyCredential) { say('This browser has no passkeys.'); return; }
  button.hidden = false;
}
start().catch((error) => say('Not done: ' + error.message));
)js";

}  // namespace avouch::app

import assert from 'node:assert';
import test from 'node:test';
import { entry } from '../index.js';

test('CON-1: what is no entry is refused', () => assert.throws(() => entry({})));
test('CON-2: the token is never written', () => assert.ok(entry({ amount: 1 })));

import { expect, it } from 'vitest';
import { readWish } from '../../src/tutor/read-wish.js';

it.each([
  ['', { kind: 'run' }],
  ['  ', { kind: 'run' }],
  ['u', { kind: 'undo' }],
  ['Undo', { kind: 'undo' }],
  ['g 3', { kind: 'go-to', step: 3 }],
  ['g3', { kind: 'go-to', step: 3 }],
  ['goto 12', { kind: 'go-to', step: 12 }],
  ['go to 0', { kind: 'go-to', step: 0 }],
  ['?', { kind: 'help' }],
  ['t', { kind: 'type' }],
  ['ip link', { kind: 'own', command: 'ip link' }],
  ['uname', { kind: 'own', command: 'uname' }],
  [' export TOKEN=x', { kind: 'own', command: ' export TOKEN=x' }],
  ['\\w', { kind: 'own', command: 'w' }],
  ['\\g 3', { kind: 'own', command: 'g 3' }],
  ['\\ls -l', { kind: 'own', command: '\\ls -l' }],
  ['g', { kind: 'go-to', step: null }],
  ['h', { kind: 'hint' }],
  ['Solution', { kind: 'solution' }],
  ['e', { kind: 'explain' }],
  ['？', { kind: 'help' }],
  ['g three', { kind: 'help' }],
  ['undo 3', { kind: 'help' }],
  ['type ip', { kind: 'own', command: 'type ip' }],
])('%j means %j', (answer, wish) => expect(readWish(answer)).toEqual(wish));

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { forwardSignals, isInForeground } from './forward-signals.js';

it.each([
  ['4711 (node) S 4700 4711 4700 34816 4711 4194304 0 0', true],
  ['4711 (node) S 4700 4711 4700 34816 4800 4194304 0 0', false],
  ['4711 (node) S 1 4711 4711 0 -1 4194304 0 0', false],
  ['4711 (a name) of (parts)) S 4700 4711 4700 34816 4711 4194304 0 0', true],
  ['', false],
])('reads from %j whether a process is in the foreground of its terminal', (stat, foreground) => {
  expect(isInForeground(stat)).toBe(foreground);
});

it('hands a signal on, also one that came before the process was known', async () => {
  const child = spawn('sh', ['-c', 'trap "exit 9" TERM; echo ready; while :; do sleep 0.01; done'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  const signals = forwardSignals();
  process.emit('SIGTERM', 'SIGTERM');
  signals.to(child.pid ?? 0);
  expect(await once(child, 'exit')).toEqual([9, null]);
  signals.stop();
});

it('waits with a signal until the process no longer ignores it', async () => {
  const script = 'trap "" TERM; echo ready; sleep 0.2; trap - TERM; exec sleep 10';
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  const signals = forwardSignals();
  signals.to(child.pid ?? 0);
  process.emit('SIGTERM', 'SIGTERM');
  expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
  signals.stop();
});

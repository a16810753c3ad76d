import { afterEach, expect, it } from 'vitest';
import { runCommandLine } from '../cli.js';
import { memoryTerminal } from '../memory-terminal.js';

const exitCodeBefore = process.exitCode;
afterEach(() => {
  process.exitCode = exitCodeBefore;
});

// What happens before a sandbox is made; conformance/peers/host-exec.peer.ts makes real ones.
it.each([
  [['genoa'], 2, 'there is no command to run; write it after them: fauxmetal host exec genoa -- ls /dev'],
  [['genoa', 'ls'], 2, 'the command stands before the two dashes; write it after them: fauxmetal host exec genoa -- ls'],
  [['genoaa', '--', 'ls'], 2, 'did you mean "genoa"?'],
  [['genoa', '--', 'no-such-command', '--json'], 127, 'no-such-command: command not found'],
  [['genoa', '--', '/etc/passwd'], 126, '/etc/passwd: this is no program'],
])('host exec %j ends with %i in one sentence', async (words, exitCode, sentence) => {
  const terminal = memoryTerminal(['host', 'exec', ...words], { PATH: process.env.PATH });
  process.exitCode = 0;
  await runCommandLine(['host', 'exec', ...words], terminal);
  expect({ exitCode: process.exitCode, printed: terminal.printed() }).toEqual({ exitCode, printed: '' });
  expect(terminal.noted()).toContain(sentence);
  expect(terminal.noted().trimEnd().split('\n')).toHaveLength(1);
});

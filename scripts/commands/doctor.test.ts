import { afterEach, expect, it } from 'vitest';
import { runCommandLine } from '../cli.js';
import { memoryTerminal } from '../memory-terminal.js';

const exitCodeBefore = process.exitCode;
afterEach(() => {
  process.exitCode = exitCodeBefore;
});

async function doctor(...flags: string[]): Promise<string> {
  const terminal = memoryTerminal(['doctor', ...flags]);
  process.exitCode = 0;
  await runCommandLine(['doctor', ...flags], terminal);
  expect(process.exitCode).toBe(0);
  return terminal.printed();
}

it('fits on a screen of 80 columns', async () => {
  const lines = (await doctor()).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines[0]).toMatch(/^WHAT +STATE +NEEDED FOR +VERSION, OR HOW TO GET IT$/);
  expect(lines[1]).toMatch(/^node +ok +everything +\d+\.\d+\.\d+$/);
});

it('says the same as JSON', async () => {
  const answer = JSON.parse(await doctor('--json')) as { usable: boolean; findings: { name: string; state: string }[] };
  expect(answer.usable).toBe(true);
  expect(answer.findings.map(({ name }) => name)).toContain('bubblewrap');
});

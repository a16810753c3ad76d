import { describe, expect, it } from 'vitest';
import { completedValues } from './completions.js';
import { runInMemory } from './run-in-memory.js';

describe('completion', () => {
  it.each([
    [['run', '--machine', 'gen'], 'genoa'],
    [['explain', '--host', 'emer'], 'emerald-rapids'],
    [['host', 'show', 'ro'], 'rome'],
    [['run', '--quirk', 'label-v'], 'label-value-empty'],
    [['run', '--compat', 'kubevirt@1.5'], 'kubevirt@1.5.1'],
    [['run', '--compat', 'intel'], 'intel-fork@mid-stream'],
    [['run', '--stack', ''], 'kubevirt'],
  ])('of %j offers %s', (typed, value) => {
    const values = completedValues(typed, typed.slice(0, 1)) ?? [];
    expect(values).toContain(value);
    for (const each of values) expect(each).toMatch(new RegExp(`^${typed.at(-1)}`));
  });

  it.each([
    ['bash', ['--shell', 'bash'], 'complete -o default -F _fauxmetal fauxmetal'],
    ['zsh', ['--shell', 'zsh'], 'compdef _fauxmetal fauxmetal'],
  ])('comes as a script for %s', async (_, flags, line) => {
    expect((await runInMemory('completion', ...flags)).printed).toContain(`${line}\n`);
  });

  it('is refused for other shells', async () => {
    expect(await runInMemory('completion', '--shell', 'fish')).toMatchObject({
      exitCode: 2,
      noted: 'fauxmetal: there is no completion for "fish"; known shells: bash, zsh\n',
    });
  });

  it('leaves verbs and flags to yargs', () => {
    expect(completedValues(['run', '--se'], ['run'])).toBeUndefined();
    expect(completedValues([''], [])).toBeUndefined();
  });
});

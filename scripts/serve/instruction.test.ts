import { expect, it } from 'vitest';
import { instructionForms, instructionVerbs, readInstruction } from './instruction.js';

it.each([
  ['start web snp', { do: 'start', guest: 'web', protection: 'snp' }],
  ['  start   web\tsev-es  ', { do: 'start', guest: 'web', protection: 'sev-es' }],
  ['stop web', { do: 'stop', guest: 'web' }],
  ['domain my guest.xml', { do: 'domain', file: 'my guest.xml' }],
  ['domain C:odd.xml', { do: 'domain', file: 'C:odd.xml' }],
  ['reboot', { do: 'reboot', settings: 'same' }],
  ['reboot min-sev-asid=5 no-dev-sev', { do: 'reboot', settings: ['min-sev-asid=5', 'no-dev-sev'] }],
  ['reboot as-shipped', { do: 'reboot', settings: [] }],
  ['genoa-2: status', { do: 'status', host: 'genoa-2' }],
  ['genoa:start web tdx', { do: 'start', guest: 'web', protection: 'tdx', host: 'genoa' }],
  ['quote-service directory', { do: 'quote-service', left: 'directory' }],
  ['allocate web snp', { do: 'allocate', pod: 'web', wanted: 'snp' }],
  ['allocate web v.example/a v.example/b=3', { do: 'allocate', pod: 'web', wanted: { 'v.example/a': 1, 'v.example/b': 3 } }],
  ['free web', { do: 'free', pod: 'web' }],
  ['devices', { do: 'devices' }],
  ['rome: restart-kubelet', { do: 'restart-kubelet', host: 'rome' }],
  ['help', { do: 'help' }],
  ['quit', { do: 'quit' }],
])('reads %j', (line, instruction) => {
  expect(readInstruction(line)).toEqual(instruction);
});

it.each(['', '   ', '# a comment', '\t'])('lets %j pass', (line) => {
  expect(readInstruction(line)).toBeUndefined();
});

it.each([
  ['start web', 'write start NAME sev|sev-es|snp|tdx'],
  ['start web sgx', 'write start NAME sev|sev-es|snp|tdx'],
  ['start web snp now', 'write start NAME sev|sev-es|snp|tdx'],
  ['stop', 'write stop NAME'],
  ['domain', 'write domain FILE.xml'],
  ['quote-service broken', 'write quote-service socket|directory|nothing'],
  ['allocate web', 'write allocate POD none|sev|sev-es|snp|tdx|RESOURCE[=N] …'],
  ['allocate web device', 'write allocate POD none|sev|sev-es|snp|tdx|RESOURCE[=N] …'],
  ['allocate web v.example/a=many', 'write allocate POD none|sev|sev-es|snp|tdx|RESOURCE[=N] …'],
  ['free', 'write free POD'],
  ['quit now', 'write quit'],
  ['strat web snp', 'there is no instruction "strat"; did you mean "start"?'],
  ['dance', 'there is no instruction "dance"; help lists them all'],
])('says what is wrong with %j', (line, problem) => {
  expect(readInstruction(line)).toEqual({ problem });
});

it('has a form for every instruction but help itself', () => {
  const verbs = instructionForms.map((form) => form.split(' ')[0]);
  expect([...verbs, 'help'].sort()).toEqual([...instructionVerbs].sort());
});

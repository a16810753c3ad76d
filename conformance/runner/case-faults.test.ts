import { expect, it } from 'vitest';
import { type Case, type Command, caseFormat } from '../../sim/contracts/commands.js';
import { kubevirtKit as kit } from '../subjects/kubevirt.js';
import { caseFaults, faultsOf } from './case-faults.js';
import { evidenceOf } from './judge-case.js';

const hosts = [
  { name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 4 } },
  { name: 'h1', machine: 'emerald-rapids', settings: {} },
];

function faults(
  commands: readonly Command[],
  more: Partial<Case> = {},
): Readonly<Record<string, readonly (string | undefined)[]>> {
  const theCase: Case = { format: caseFormat, stack: 'kubevirt', config: kit.config, hosts, commands, ...more };
  const found = faultsOf(evidenceOf(theCase, { kit, subject: kit.subject([]) }));
  return Object.fromEntries(
    Object.entries(found).map(([machine, positions]) => [machine, positions.map((at) => caseFaults[at])]),
  );
}

it('every fault has one name', () => {
  expect(new Set(caseFaults).size).toBe(caseFaults.length);
});

it('a fault counts for the machine of its host, in the order of the columns', () => {
  const commands: readonly Command[] = [
    { do: 'reboot', host: 'h0' },
    { do: 'fault', host: 'h0', fault: 'psp-error', on: true },
    { do: 'lag', host: 'h1' },
  ];
  expect(faults(commands)).toEqual({ genoa: ['psp-error', 'host-reboot'], 'emerald-rapids': ['scheduler-lags'] });
});

it('what names no host counts for all machines', () => {
  expect(faults([{ do: 'crash', guest: 'g' }])).toEqual({ genoa: ['guest-crash'], 'emerald-rapids': ['guest-crash'] });
});

it('what puts something right is no fault, nor is what guests do', () => {
  const commands: readonly Command[] = [
    { do: 'create', guest: 'g', spec: { ...kit.plainGuest, protection: 'snp' } },
    { do: 'fault', host: 'h0', fault: 'psp-error', on: false },
    { do: 'label', host: 'h0' },
    { do: 'delete', guest: 'g' },
  ];
  expect(faults(commands)).toEqual({});
});

it('a window counts once its fault struck, under its own name', () => {
  const window = { fault: 'host-reboot', host: 'h0', from: 0 } as const;
  const label: Command = { do: 'label', host: 'h1' };
  expect(faults([label], { faults: [{ ...window, chance: 256 }] })).toEqual({ genoa: ['host-reboot'] });
  expect(faults([label], { faults: [{ ...window, chance: 0 }] })).toEqual({});
});

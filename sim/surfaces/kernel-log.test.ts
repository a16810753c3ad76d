import { expect, it } from 'vitest';
import type { KernelLogEvent } from '../contracts/truth.js';
import { Defect } from '../core/defect.js';
import { truthOf } from './example-truth.js';
import { openTree } from './index.js';

const path = '/var/log/dmesg';

function logWith(...later: readonly KernelLogEvent[]): string {
  const file = openTree({ truth: truthOf({}, { log: later }) }).read(path);
  return file.ok ? file.text : file.errno;
}

it('words events as the running kernel does and skips those it prints nothing for', () => {
  expect(logWith()).toBe('Linux version 6.18.15\nkvm_amd: SEV enabled (ASIDs 100 - 1006)\n');
});

it('grows while the host runs', () => {
  const event = { code: 'kvm-amd.sev', facts: { state: 'disabled', first: 0, last: 0, count: 0 } } as const;
  expect(logWith(event).split('\n').at(-2)).toBe('kvm_amd: SEV disabled (ASIDs 0 - 0)');
});

it('takes an event without the fact its text names for a defect of ours', () => {
  expect(() => logWith({ code: 'kvm-amd.sev', facts: { state: 'disabled' } })).toThrow(Defect);
});

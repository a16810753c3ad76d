import { describe, expect, it } from 'vitest';
import { type Case, type Command, caseFormat } from '../../sim/contracts/commands.js';
import type { Evidence } from '../../sim/contracts/evidence.js';
import type { Protection } from '../../sim/contracts/protection.js';
import { judgeCase } from '../runner/judge-case.js';
import { novaKit as kit } from '../subjects/nova.js';

/*
 * OpenStack Nova fills both pools of a host to the last key ID and not beyond: SEV guests stop exactly at maxGuests, SEV-ES guests at
 * maxESGuests, neither borrows from the other, and what is deleted is free again. So it stays when the BIOS divides the key IDs otherwise
 * and the host comes back with guests that hold some.
 */

const sev = 2;
const es = 508;
/** 509 key IDs in all: those below 508 are for SEV-ES. */
const rome = { name: 'h0', machine: 'rome', settings: { 'min-sev-asid': es } };

describe.each([
  ['sev', 'sev-es'],
  ['sev-es', 'sev'],
] as const)('a Rome host with 2 SEV and 507 SEV-ES key IDs, filled with %s first', (first, second) => {
  const fills: readonly Command[] = [first, second].map((protection) => ({ do: 'fill', host: 'h0', protection, beyond: 1 }));

  it('runs exactly as many of each as there are key IDs', () => {
    const evidence = kept(caseOf(fills));
    expect([running(evidence, 'sev'), running(evidence, 'sev-es')]).toEqual([sev, es - 1]);
    expect(
      evidence.end.guests
        .filter(({ running: runs }) => !runs)
        .map(({ protection }) => protection)
        .sort(),
    ).toEqual(['sev', 'sev-es']);
  });

  it('gives a slot that was freed to one more of its own kind, and to none of the other', () => {
    const deleted: Command = { do: 'delete', guest: `h0-${first}-0` };
    const other = kept(caseOf([...fills, deleted, create('other', second)]));
    expect(other.end.guests.find(({ name }) => name === 'other')?.running).toBe(false);
    const own = kept(caseOf([...fills, deleted, create('own', first)]));
    expect(own.end.guests.find(({ name }) => name === 'own')?.running).toBe(true);
  });
});

it('stops at the new limit of a pool when a reboot has divided the key IDs otherwise under guests that hold some', () => {
  const evidence = kept(
    caseOf([
      { do: 'fill', host: 'h0', protection: 'sev', beyond: 0 },
      { do: 'reboot', host: 'h0', settings: { 'min-sev-asid': 505 } },
      { do: 'request', guest: 'h0-sev-0', request: 'start' },
      { do: 'request', guest: 'h0-sev-1', request: 'start' },
      { do: 'fill', host: 'h0', protection: 'sev', beyond: 1 },
    ]),
  );
  expect(running(evidence, 'sev')).toBe(5);
});

it('keeps guests from a pool that a reboot has made smaller than what they hold', () => {
  const evidence = kept(
    caseOf([
      { do: 'fill', host: 'h0', protection: 'sev', beyond: 0 },
      { do: 'reboot', host: 'h0', settings: { 'min-sev-asid': 509 } },
      create('one-more', 'sev'),
      { do: 'delete', guest: 'h0-sev-0' },
      create('still-one-more', 'sev'),
      { do: 'delete', guest: 'h0-sev-1' },
      create('fits', 'sev'),
    ]),
  );
  const runs = (guest: string): boolean | undefined => evidence.end.guests.find(({ name }) => name === guest)?.running;
  expect([runs('one-more'), runs('still-one-more'), runs('fits')]).toEqual([false, false, true]);
});

function create(guest: string, protection: Protection): Command {
  return { do: 'create', guest, spec: { ...kit.plainGuest, protection } };
}

function caseOf(commands: readonly Command[]): Case {
  return { format: caseFormat, stack: 'nova', config: kit.config, hosts: [rome], commands };
}

/** What a case leaves behind in which every promise is kept. */
function kept(theCase: Case): Evidence {
  const { evidence, judgement } = judgeCase(theCase, { kit, subject: kit.subject([]) });
  expect(judgement.findings).toEqual([]);
  return evidence;
}

function running({ end }: Evidence, protection: 'sev' | 'sev-es'): number {
  return end.hosts.h0?.running[protection] ?? 0;
}

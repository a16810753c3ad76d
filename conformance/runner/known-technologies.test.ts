import { describe, expect, it } from 'vitest';
import { type Case, type Command, caseFormat } from '../../sim/contracts/commands.js';
import { technologies } from '../../sim/contracts/protection.js';
import { requirementsOf } from '../requirements/index.js';
import { unsupportedRequirements, withoutUnknown } from './known-technologies.js';

const caseOf = (commands: readonly Command[]): Case => ({
  format: caseFormat,
  stack: 'kubevirt',
  config: {},
  hosts: [],
  commands,
});
const sev: Command = { do: 'create', guest: 'a', spec: { protection: 'sev' } };
const evict: Command = { do: 'evict', guest: 'a' };

describe('a case for a release', () => {
  it('is the same case when the release knows everything in it', () => {
    const theCase = caseOf([sev, { do: 'fill', host: 'h0', protection: 'sev', beyond: 1 }, evict]);
    expect(withoutUnknown(theCase, ['sev'])).toBe(theCase);
  });

  it.each<Command>([
    { do: 'create', guest: 'b', spec: { protection: 'tdx' } },
    { do: 'create', guest: 'b', spec: { protection: 'sev', alsoProtection: 'snp' } },
    { do: 'create', guest: 'b', spec: { protection: 'sev', attestation: true } },
    { do: 'fill', host: 'h0', protection: 'snp', beyond: 0 },
    { do: 'start-outside', host: 'h0', protection: 'tdx', count: 1 },
    { do: 'request', guest: 'a', request: 'sev/setupsession' },
  ])('does without %j', (command) => {
    expect(withoutUnknown(caseOf([sev, command, evict]), ['sev'])?.commands).toEqual([sev, evict]);
  });

  it('is none when nobody asks for a guest any more', () => {
    expect(withoutUnknown(caseOf([{ do: 'fill', host: 'h0', protection: 'tdx', beyond: 1 }, evict]), ['sev'])).toBeUndefined();
  });
});

describe('what a release is not held to', () => {
  const catalogue = requirementsOf('kubevirt');

  it('is nothing when it knows everything', () => {
    expect(unsupportedRequirements(catalogue, technologies)).toEqual([]);
  });

  it('is what speaks only of technologies it does not know', () => {
    const unsupported = unsupportedRequirements(catalogue, ['sev', 'sev-es', 'attestation']);
    expect(unsupported).toEqual(expect.arrayContaining(['kubevirt/domain/snp-policy', 'kubevirt/labels/tdx-when-launchable']));
    expect(unsupported).not.toContain('kubevirt/scheduling/es-and-snp-take-one-esid');
    expect(unsupported).not.toContain('kubevirt/labels/value-is-true');
  });
});

import { describe, expect, it } from 'vitest';
import { type Case, type CaseHost, type Command, caseFormat } from '../../sim/contracts/commands.js';
import type { Evidence } from '../../sim/contracts/evidence.js';
import type { ConfidentialProtection } from '../../sim/contracts/protection.js';
import { judgeCase } from '../runner/judge-case.js';
import { kataKit as kit } from '../subjects/kata.js';

/*
 * Confidential Containers fill a node to the last key ID and not beyond: the runtime class asks for one in its overhead, so the scheduler
 * knows. What is deleted is free again, and a pod of a protection the node does not have waits.
 */

/** Nine SEV-SNP key IDs. */
const genoa: CaseHost = { name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 10 } };
const emeraldRapids: CaseHost = { name: 'h0', machine: 'emerald-rapids', settings: {} };

describe.each([
  ['snp', genoa, 9],
  ['tdx', emeraldRapids, 31],
] as const)('a node for %s pods', (protection, host, keys) => {
  const fill: Command = { do: 'fill', host: 'h0', protection, beyond: 1 };

  it('runs exactly as many as it has key IDs, and the next one is pending', () => {
    const { end } = kept(caseOf(host, [fill]));
    expect(end.hosts.h0?.running[protection]).toBe(keys);
    expect(end.guests.filter(({ running }) => !running).map(({ status }) => status.phase)).toEqual(['Pending']);
  });

  it('lets the one that waits in when one is deleted', () => {
    const { end } = kept(caseOf(host, [fill, { do: 'delete', guest: `h0-${protection}-0` }]));
    expect(end.guests.every(({ running }) => running)).toBe(true);
  });

  it('keeps a pod of the other kind pending for want of a label', () => {
    const other: ConfidentialProtection = protection === 'snp' ? 'tdx' : 'snp';
    const { end } = kept(caseOf(host, [{ do: 'create', guest: 'other', spec: { protection: other } }]));
    expect(JSON.stringify(end.guests[0]?.status)).toContain("didn't match Pod's node affinity/selector");
  });
});

function caseOf(host: CaseHost, commands: readonly Command[]): Case {
  return { format: caseFormat, stack: 'kata', config: kit.config, hosts: [host], commands };
}

/** What a case leaves behind in which every promise is kept. */
function kept(theCase: Case): Evidence {
  const { evidence, judgement } = judgeCase(theCase, { kit, subject: kit.subject([]) });
  expect(judgement.findings).toEqual([]);
  return evidence;
}

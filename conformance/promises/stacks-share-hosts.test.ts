import { describe, expect, it } from 'vitest';
import { type Case, type Command, caseFormat } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { judgeCase } from '../runner/judge-case.js';
import { allKit } from '../subjects/all.js';

/*
 * Two control planes on the same hosts do not promise the same key ID. Each counts all key IDs of a host as its own, so an administrator has
 * to divide the hosts; where that was done every promise of both stacks holds, and where it was forgotten the judges say so before a guest
 * fails to start.
 */

const undivided: JsonObject = {
  kubevirt: { maxDevices: 4000, maxPods: 4000, featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX'] },
  nova: { tdx: true },
};

describe.each([
  ['snp', 'genoa', { 'min-sev-asid': 4 }],
  ['sev', 'rome', { 'min-sev-asid': 508 }],
  ['tdx', 'emerald-rapids', { 'tme-key-id-bits': 2, 'key-split': 1 }],
] as const)('%s guests of KubeVirt and Nova on one %s', (protection, machine, settings) => {
  const fill = (stack: string): Command => ({ do: 'fill', host: 'h0', protection, beyond: 1, stack });
  const theCase = (config: JsonObject): Case => ({
    format: caseFormat,
    stack: 'all',
    config,
    hosts: [{ name: 'h0', machine, settings }],
    commands: [fill('nova'), fill('kubevirt'), fill('kubevirt')],
  });

  it.each([allKit.config, ...allKit.otherConfigs])('keep every promise where the key IDs are divided (%#)', (config) => {
    const { evidence, judgement } = judgeCase(theCase(config), bench);
    expect(judgement.findings).toEqual([]);
    expect(judgement.checks['all/scheduling/promised-once']).toBeGreaterThan(0);
    expect(evidence.end.guests.filter(({ running }) => running).length).toBeGreaterThan(0);
  });

  it('are caught promising the same key IDs twice where nobody has divided them', () => {
    const { judgement } = judgeCase(theCase(undivided), bench);
    expect(judgement.findings.map(({ requirement }) => requirement)).toEqual([
      'all/scheduling/promised-once',
      'all/scheduling/held-once',
      'all/scheduling/others-leave-room',
    ]);
  });
});

const bench = { kit: allKit, subject: allKit.subject([]) };

import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { type Case, type CaseHost, type Command, caseFormat, type GuestSpec } from '../../contracts/commands.js';
import type { Evidence, TraceEvent } from '../../contracts/evidence.js';
import type { Protection } from '../../contracts/protection.js';
import type { JsonObject } from '../../core/json.js';
import { runCase } from '../../world/world.js';
import { kata } from './index.js';
import { handlerOf } from './runtime-class/shims.js';

/** Three key IDs for SEV-ES and SNP on `amd`. */
const amd = { name: 'amd', machine: 'genoa', settings: { 'min-sev-asid': 4 } };
const intel = { name: 'intel', machine: 'emerald-rapids' };

function run(
  commands: readonly Command[],
  hosts: Case['hosts'],
  config: JsonObject = {},
  quirks: readonly string[] = [],
): Evidence {
  const theCase: Case = { format: caseFormat, stack: 'kata', config, hosts, commands };
  return runCase(theCase, { subject: kata({ quirks }), describe: composeHost, request: podFor, plainGuest: {}, nodeLabels: {} });
}

function podFor(name: string, { protection, memoryMib = 64 }: GuestSpec): JsonObject {
  const shim = ({ none: 'qemu', snp: 'qemu-snp', tdx: 'qemu-tdx' } as const)[protection as 'snp'] ?? 'qemu';
  const resources = { limits: { memory: `${memoryMib}Mi` } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { runtimeClassName: handlerOf(shim), containers: [{ name: 'c', image: 'alpine', resources }] },
  };
}

function eventsOf<Kind extends TraceEvent['event']>(evidence: Evidence, kind: Kind): Extract<TraceEvent, { event: Kind }>[] {
  return evidence.trace.filter((event): event is Extract<TraceEvent, { event: Kind }> => event.event === kind);
}

describe('pods on simulated hosts', () => {
  it.each([
    ['none', amd],
    ['none', intel],
    ['snp', amd],
    ['tdx', intel],
  ] as readonly [Protection, CaseHost][])('a pod with protection %s runs', (protection, host) => {
    const evidence = run([{ do: 'create', guest: 'g', spec: { protection } }], [host]);
    expect(eventsOf(evidence, 'start').map(({ result }) => result)).toEqual([
      expect.objectContaining({ started: true, protection }),
    ]);
    expect(evidence.end.guests).toMatchObject([{ running: true, status: { phase: 'Running' } }]);
  });

  it('fills a pool to its limit and one beyond, and the last pod waits', () => {
    const evidence = run([{ do: 'fill', host: 'amd', protection: 'snp', beyond: 1 }], [amd]);
    expect(evidence.end.guests.map(({ running, pending }) => [running, pending])).toEqual([
      [true, false],
      [true, false],
      [true, false],
      [false, true],
    ]);
    expect(evidence.end.hosts.amd).toMatchObject({ running: { snp: 3 }, used: { 'sev-snp.amd.com/esids': 3 } });
  });
});

import { parseDomainDocument } from '../../conformance/model/domain-document.js';
import { kubevirtKit } from '../../conformance/subjects/kubevirt.js';
import { composeHost } from '../../profiles/index.js';
import type { GuestSpec } from '../../sim/contracts/commands.js';
import type { ConfidentialProtection } from '../../sim/contracts/protection.js';
import type { Subject } from '../../sim/contracts/subject.js';
import { assertThat } from '../../sim/core/defect.js';
import type { JsonObject } from '../../sim/core/json.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { bareFastCheck } from './bare-fast-check.js';
import type { BenchGroup } from './bench-group.js';

/**
 * Decision-only cases: one confidential guest on one host whose boot is remembered, from the labelling of the node to Running. All
 * decisions are the subject's (label, admit, claim, place, render, and run three times) and the domain is really started and destroyed,
 * with the number of free key IDs compared before and after. Left out are the world's book-keeping, the trace and the judges. Protections
 * take turns, each asked for from one template as a pool would, and every guest has a name of its own.
 *
 * The second row also parses every rendered document with the judges' own parser, which remembers nothing.
 */
export function decisionsGroup(): BenchGroup {
  const subject = kubevirtKit.subject([]);
  const stages = (
    [
      ['snp', 'genoa'],
      ['sev-es', 'rome'],
      ['tdx', 'emerald-rapids'],
      ['sev', 'genoa'],
    ] as const
  ).map(([protection, machine]) => stageFor(subject, protection, machine));
  let next = 0;
  const life = (): readonly [name: string, xml: string] => {
    const index = next++;
    const name = `g${index}`;
    return [name, lifeOf(subject, stages[index % stages.length] as Stage, name)];
  };
  return {
    name: 'decision-only cases: one guest on one host, label → run',
    ceiling: 'bare fast-check',
    unit: 'cases',
    tasks: {
      'decisions, key IDs checked': () => void life(),
      'and every document parsed by the judges': () => {
        const [name, xml] = life();
        assertThat(parseDomainDocument(xml, name)?.launchSecurity !== undefined, 'the judges find launch security');
      },
      'bare fast-check': () => bareFastCheck(1, next++),
    },
    targetsUs: { 'decisions, key IDs checked': 50, 'and every document parsed by the judges': 250 },
  };
}

/** A host, its node, and the guests that are asked for there. */
interface Stage {
  readonly protection: ConfidentialProtection;
  readonly spec: GuestSpec;
  readonly host: Host;
  readonly reader: ReturnType<typeof openTree>;
  labels: Readonly<Record<string, string>>;
  memory: JsonObject;
}

function stageFor(subject: Subject, protection: ConfidentialProtection, machine: string): Stage {
  const settings = machine === 'emerald-rapids' ? {} : { 'min-sev-asid': 100 };
  const host = new Host(composeHost({ machine, settings }));
  const labels = { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': 'h0' };
  const spec = { ...kubevirtKit.plainGuest, protection };
  const stage: Stage = { protection, spec, host, reader: openTree(host), labels, memory: {} };
  labelled(subject, stage);
  return stage;
}

function labelled(subject: Subject, stage: Stage): ReturnType<Subject['label']> {
  const { reader, labels, memory } = stage;
  const node = { name: 'h0', reader, labels, annotations: {}, happening: 'interval', memory } as const;
  const decision = subject.label(node, kubevirtKit.config);
  stage.labels = decision.labels;
  stage.memory = decision.memory ?? {};
  return decision;
}

function lifeOf(subject: Subject, stage: Stage, name: string): string {
  const { config, request } = kubevirtKit;
  const { protection, spec, host, reader } = stage;
  const { labels, resources } = labelled(subject, stage);
  const admitted = subject.admit(request(name, spec), config);
  assertThat(admitted.allowed, 'the plain guest is admitted');
  const { guest } = admitted;
  const waiting = subject.run(guest, { what: 'admitted' }, {}, config);
  const node = { name: 'h0', labels, resources, used: {}, memoryBytes: 2 ** 40, memoryUsedBytes: 0, guests: 0 };
  assertThat(subject.place(subject.claim(guest, config), [node], config).placed, 'the plain guest fits');
  const placed = subject.run(guest, { what: 'placed', host: 'h0' }, waiting.status, config);
  const rendered = subject.render(guest, { name: 'h0', reader }, config);
  assertThat(rendered.rendered, 'the plain guest has a document');
  const before = freeKeys(host, protection);
  const { result, name: domain, usage } = host.startDomain(rendered.xml);
  assertThat(result.started && result.protection === protection, 'the plain guest runs as it asked');
  assertThat(usage !== undefined && usage.free + usage.pending === before - 1, 'it took one key ID');
  subject.run(guest, { what: 'started', host: 'h0', paused: false }, placed.status, config);
  host.destroyDomain(domain);
  assertThat(freeKeys(host, protection) === before, 'and gave it back');
  return rendered.xml;
}

function freeKeys({ truth }: Host, protection: ConfidentialProtection): number {
  const at = truth.boot.keyRanges.findIndex(({ protections }) => protections.includes(protection));
  const usage = truth.live.keyUsage[at];
  return usage === undefined ? 0 : usage.free + usage.pending;
}

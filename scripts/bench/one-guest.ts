import { kubevirtKit } from '../../conformance/subjects/kubevirt.js';
import { composeHost } from '../../profiles/index.js';
import type { AdmitDecision, LabelDecision, RunDecision, Subject } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import type { BenchGroup } from './bench-group.js';

/**
 * The steps of one SNP guest on one host, from labelling the node to Running, as decisions of the KubeVirt reference: each guest has a
 * request of its own, and the node's documents are parsed once, by content. Its domain document is written and not parsed.
 */
export function oneGuestGroup(): BenchGroup {
  const subject = kubevirtKit.subject([]);
  const node = labelledNode(subject);
  const requests = Array.from({ length: 4096 }, (_, index) => requestOf(index));
  let next = 0;
  const request = (): JsonObject => requests[next++ % requests.length] as JsonObject;
  const admitted = admittedBy(subject, request());
  return {
    name: 'one guest, label → run, decisions only',
    ceiling: 'an empty call',
    unit: 'guests',
    tasks: {
      'label → run': () => void lifeOf(subject, node, request()),
      label: () => void node.label(),
      admit: () => void subject.admit(request(), kubevirtKit.config),
      'label, claim and place': () => void placed(subject, node, admitted),
      render: () => void subject.render(admitted, node, kubevirtKit.config),
      'an empty call': () => void request(),
    },
    targetsUs: { 'label → run': 60 },
  };
}

interface LabelledNode {
  readonly name: string;
  readonly reader: ReturnType<typeof openTree>;
  label(): LabelDecision;
}

function labelledNode(subject: Subject): LabelledNode {
  const reader = openTree(new Host(composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } })));
  let labels: LabelDecision['labels'] = { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': 'h0' };
  let memory: JsonObject = {};
  const label = (): LabelDecision => {
    const host = { name: 'h0', reader, labels, annotations: {}, happening: 'interval', memory } as const;
    const decision = subject.label(host, kubevirtKit.config);
    labels = decision.labels;
    memory = decision.memory ?? {};
    return decision;
  };
  return { name: 'h0', reader, label };
}

function requestOf(index: number): JsonObject {
  return kubevirtKit.request(`g${index}`, { ...kubevirtKit.plainGuest, protection: 'snp' });
}

function admittedBy(subject: Subject, request: JsonObject): JsonObject {
  const decision: AdmitDecision = subject.admit(request, kubevirtKit.config);
  if (!decision.allowed) throw new Error(`the plain guest was refused: ${JSON.stringify(decision.causes)}`);
  return decision.guest;
}

function placed(subject: Subject, node: LabelledNode, guest: JsonObject): boolean {
  const { labels, resources } = node.label();
  const claim = subject.claim(guest, kubevirtKit.config);
  const empty = { name: 'h0', labels, resources, used: {}, memoryBytes: 2 ** 40, memoryUsedBytes: 0, guests: 0 };
  return subject.place(claim, [empty], kubevirtKit.config).placed;
}

function lifeOf(subject: Subject, node: LabelledNode, request: JsonObject): RunDecision {
  const guest = admittedBy(subject, request);
  const tell = (happening: Parameters<Subject['run']>[1], before: JsonObject): RunDecision =>
    subject.run(guest, happening, before, kubevirtKit.config);
  const admitted = tell({ what: 'admitted' }, {});
  if (!placed(subject, node, guest)) throw new Error('the plain guest fits nowhere');
  const bound = tell({ what: 'placed', host: 'h0' }, admitted.status);
  subject.render(guest, node, kubevirtKit.config);
  return tell({ what: 'started', host: 'h0', paused: false }, bound.status);
}

import type { Claim, LabelDecision } from '../../../contracts/subject.js';
import { quantityValue } from '../quantity.js';
import type { NodeFacts } from './node.js';
import { binaryQuantity, countQuantity } from './written-quantity.js';

/** One line of "Allocated resources" in `kubectl describe node`. */
export interface AllocatedResource {
  readonly resource: string;
  /** What the pods of the node request and may use at most, as text with the share of what can be allocated: `3 (3%)`. */
  readonly requests: string;
  readonly limits: string;
  /** What `status.allocatable` and `status.capacity` of the node say. */
  readonly allocatable: string;
  readonly capacity: string;
}

/** Sums up what these launcher pods take from a node. Source: kubectl `pkg/describe/describe.go` (describeNodeResource). */
export function allocatedResources(
  { cpus, memoryBytes }: NodeFacts,
  { resources, unhealthy = {} }: LabelDecision,
  claims: readonly Claim[],
): readonly AllocatedResource[] {
  const names = [...new Set([...Object.keys(resources), ...Object.keys(unhealthy)])].sort();
  const cpuMilli = claims.reduce((sum, claim) => sum + requestedCpuMilli(claim), 0);
  const memory = claims.reduce((sum, claim) => sum + claim.memoryBytes, 0);
  return [
    row('cpu', cpuMilli, 0, 1000 * cpus, 1000 * cpus, cpuText),
    row('memory', memory, 0, memoryBytes, memoryBytes, binaryQuantity),
    ...names.map((name) => {
      const used = claims.reduce((sum, claim) => sum + (claim.resources[name] ?? 0), 0);
      const healthy = resources[name] ?? 0;
      return row(name, used, used, healthy, healthy + (unhealthy[name] ?? 0), countQuantity);
    }),
  ];
}

function row(
  resource: string,
  requests: number,
  limits: number,
  allocatable: number,
  capacity: number,
  text: (amount: number) => string,
): AllocatedResource {
  const share = (amount: number): string =>
    `${text(amount)} (${allocatable === 0 ? 0 : Math.floor((100 * amount) / allocatable)}%)`;
  return {
    resource,
    requests: share(requests),
    limits: share(limits),
    allocatable: text(allocatable),
    capacity: text(capacity),
  };
}

function cpuText(milli: number): string {
  return milli % 1000 === 0 ? `${milli / 1000}` : `${milli}m`;
}

/** The launcher's request of processor time, which only its pod says. */
function requestedCpuMilli({ object }: Claim): number {
  const { spec } = object as { readonly spec?: { readonly containers?: readonly PodContainer[] } };
  const texts = (spec?.containers ?? []).map(({ resources }) => resources?.requests?.cpu ?? '0');
  return texts.reduce(
    (sum, text) => sum + (text.endsWith('m') ? quantityValue(text.slice(0, -1)) : 1000 * quantityValue(text)),
    0,
  );
}

interface PodContainer {
  readonly resources?: { readonly requests?: Readonly<Record<string, string>> };
}

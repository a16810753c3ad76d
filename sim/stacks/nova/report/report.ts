import { type LabelDecision, unitOf } from '../../../contracts/subject.js';
import type { PlacementRefusal } from '../placement/refusal.js';
import { writeProviders } from '../placement/write-providers.js';
import { contexts, providerOf } from './provider-names.js';
import { needsReshape, type TreeParts, type WantedTree, wantedTree } from './provider-tree.js';

/** What a report comes to: the tree as the placement service has it from here on. */
export type Report = Pick<LabelDecision, 'providers' | 'moved' | 'problems' | 'refusesToServe'>;

/**
 * Tells the placement service what a host has. Contexts move from the host's provider to a model's only when the service starts. What the
 * placement service refuses leaves everything as it was, and is said. Source: nova 34.0.0 `nova/virt/libvirt/driver.py`
 * (_update_provider_tree_for_memory_encryption), `nova/scheduler/client/report.py` (update_from_provider_tree).
 */
export function report(parts: TreeParts, atStart: boolean): Report {
  const before = parts.host.providers ?? [];
  const reshapes = needsReshape(parts);
  if (reshapes && !atStart) return { providers: before, problems: [reshapeAtStartOnly] };
  const tree = wantedTree(parts);
  if (reshapes && hasNowhereToMove(parts, tree))
    return { providers: before, problems: [reshapeFailed(parts)], refusesToServe: true };
  const written = writeProviders(before, tree.writes, allocatedAfter(parts, tree), parts.choices);
  if (!written.ok) return { providers: before, problems: [refusedWords(parts.host.name, written.reason)] };
  const moved = tree.moved.length > 0 ? { moved: tree.moved } : {};
  return { providers: written.value, ...moved, problems: tree.closed.map(closedWords) };
}

function hasNowhereToMove({ host: { name } }: TreeParts, { writes, moved }: WantedTree): boolean {
  return moved.length > 0 && !writes.some((write) => write.name === providerOf(name, 'amd-sev'));
}

/** What guests hold once allocations have moved. */
function allocatedAfter({ host }: TreeParts, { moved }: WantedTree): Readonly<Record<string, number>> {
  const after = { ...host.allocated };
  for (const { from, to } of moved) {
    after[to] = (after[to] ?? 0) + (after[from] ?? 0);
    delete after[from];
  }
  return after;
}

const reshapeAtStartOnly =
  'ReshapeNeeded: contexts of the host are to become a provider of their own, which happens when the service starts';

function reshapeFailed({ host: { name, allocated } }: TreeParts): string {
  const held = allocated?.[unitOf(name, contexts)] ?? 0;
  const why = 'but the child resource provider for AMD SEV is not found.';
  return `ReshapeFailed: ${contexts} resources in the root provider ${name} are allocated (${held}) ${why}`;
}

function refusedWords(node: string, { status, code, detail }: PlacementRefusal): string {
  return `the providers of ${node} stay as they were: ${status} ${code}: ${detail}`;
}

function closedWords({ provider, held }: WantedTree['closed'][number]): string {
  return `${provider} has no contexts any more, but guests hold ${held}: it stays, closed, until they are gone`;
}

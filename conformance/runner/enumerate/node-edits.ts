import type { Command, GuestSpec } from '../../../sim/contracts/commands.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { oneOfEachFamily } from './tightest.js';

/** An administrator edits the node object: labels of its own, the agent's own labels, the annotation that keeps the agent away, in a race or not. */
export const nodeEdits: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of oneOfEachFamily(machines)) {
    for (const change of kit.nodeEdits) {
      for (const racing of [{}, { racing: true }] as const) {
        const edit: Command = { do: 'edit-node', host: 'h0', ...change, ...racing };
        const spec = { ...kit.plainGuest, protection };
        yield caseOf(kit, place, [
          edit,
          { do: 'label', host: 'h0' },
          { do: 'create', guest: 'g0', spec: { ...spec, ...selecting(change.labels) } },
          { do: 'create', guest: 'g1', spec },
        ]);
      }
    }
    yield caseOf(kit, place, raced);
    for (const value of ['', 'true', 'false']) {
      for (const racing of [{}, { racing: true }] as const) yield caseOf(kit, place, skipped(value, racing));
    }
    yield caseOf(kit, place, [...skipped('true', {}), { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection } }]);
  }
};

/** What a guest asks for that wants the node with the first label that was written. */
function selecting(labels: Readonly<Record<string, string | null>> = {}): Partial<GuestSpec> {
  const selectors = Object.entries(labels).flatMap(([key, value]) => (value === null ? [] : [[key, value]]));
  return selectors.length === 0 ? {} : { selectors: Object.fromEntries(selectors.slice(0, 1)) };
}

/** While the agent puts its own labels back, somebody writes another one. */
const raced: readonly Command[] = [
  { do: 'edit-node', host: 'h0', labels: { 'kubevirt.io/tdx': null, 'kubevirt.io/sev': null } },
  { do: 'edit-node', host: 'h0', labels: { 'example.com/rack': '7' }, racing: true },
  { do: 'label', host: 'h0' },
];

/** The agent is kept away while the host changes, and let in again. */
function skipped(value: string, racing: { readonly racing?: true }): readonly Command[] {
  const annotation = 'node-labeller.kubevirt.io/skip-node';
  return [
    { do: 'edit-node', host: 'h0', annotations: { [annotation]: value }, ...racing },
    { do: 'reboot', host: 'h0', settings: {} },
    { do: 'edit-node', host: 'h0', annotations: { [annotation]: null } },
    { do: 'label', host: 'h0' },
  ];
}

import fc from 'fast-check';
import type { CaseHost, FaultWindow } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { type Fault, faultCatalogue } from '../../sim/world/faults/index.js';
import type { PlanMachine } from '../runner/plan-machine.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { type DrawnHost, pick } from './draw.js';

/** What goes on beside the commands of a case: who takes which turn, and what breaks when. Most cases have neither. */
export interface BesideDraw {
  readonly kind: number;
  /** Faults of this case, one bit each: swarm testing here too. */
  readonly swarm: number;
  readonly turns: readonly number[];
  readonly windows: readonly WindowDraw[];
}

/** Numbers a fault window is made from. */
interface WindowDraw {
  readonly fault: number;
  readonly host: number;
  readonly from: number;
  readonly length: number;
  readonly detail: number;
}

/** Draws what goes on beside the commands. */
export function besideArbitrary(kit: StackKit): fc.Arbitrary<BesideDraw> {
  const window = fc.record({
    fault: fc.nat({ max: 255 }),
    host: fc.nat({ max: 2 }),
    from: fc.nat({ max: 8 }),
    length: fc.nat({ max: 6 }),
    detail: fc.nat({ max: 255 }),
  });
  return fc.record({
    kind: fc.nat({ max: 15 }),
    swarm: fc.nat({ max: 2 ** faultsOf(kit).length - 1 }),
    turns: fc.array(fc.nat({ max: 5 }), { maxLength: 48, size: 'max' }),
    windows: fc.array(window, { minLength: 1, maxLength: 4, size: 'max' }),
  });
}

/** Faults that mean something to a stack. */
function faultsOf({ knowsNoFault }: StackKit): readonly Fault[] {
  return faultCatalogue.filter(({ name }) => !knowsNoFault.has(name));
}

/** Three cases of sixteen are interleaved, and two have windows; one of them is both. */
export function besideOf(
  { kind, swarm, turns, windows }: BesideDraw,
  hosts: readonly DrawnHost[],
  kit: StackKit,
  machines: readonly PlanMachine[],
): { readonly interleaving?: readonly number[]; readonly faults?: readonly FaultWindow[] } {
  const enabled = faultsOf(kit).filter((_, index) => (swarm & (1 << index)) !== 0);
  return {
    ...(kind >= 13 && !kit.knowsNoFault.has('interleaving') && { interleaving: turns }),
    ...(kind >= 12 &&
      kind <= 13 &&
      enabled.length > 0 && { faults: windows.map((draw) => windowOf(draw, enabled, hosts, kit, machines)) }),
  };
}

function windowOf(
  { fault: which, host: where, from, length, detail }: WindowDraw,
  enabled: readonly Fault[],
  hosts: readonly DrawnHost[],
  kit: StackKit,
  machines: readonly PlanMachine[],
): FaultWindow {
  const fault = enabled[which % enabled.length] as Fault;
  const host = hosts[where % hosts.length] as DrawnHost;
  const values = valuesOf(fault, host, detail, kit, machines);
  return {
    fault: fault.name,
    host: host.name,
    from,
    ...(detail % 16 !== 15 && { to: from + 1 + length }),
    chance: pick([fault.chance, 256, 32], detail) ?? 256,
    ...(detail > 0 && { seed: detail }),
    ...(values !== undefined && { with: values }),
  };
}

function valuesOf(
  { name }: Fault,
  host: DrawnHost,
  detail: number,
  kit: StackKit,
  machines: readonly PlanMachine[],
): JsonObject | undefined {
  if (name === 'bios-change') return otherSettings(host, detail, machines);
  if (name === 'hot-configuration') return pick(kit.otherConfigs, detail);
  return name === 'clock-jump' ? { seconds: pick([5, 300, 301, 86_400], detail) ?? 301 } : undefined;
}

function otherSettings({ machine }: DrawnHost, detail: number, machines: readonly PlanMachine[]): CaseHost['settings'] {
  const settings = machines.find(({ id }) => id === machine)?.settings;
  return pick([...(settings?.small ?? []), ...(settings?.odd ?? [])], detail) ?? {};
}

/** What a device needs of the PCI bus it is put on. */
export type PciNeed =
  /** A hot-pluggable slot of PCI Express: one port for each device. */
  | 'express'
  /** A slot of conventional PCI. */
  | 'conventional'
  /** A function of the root bus that shares its slot with its like: root ports. */
  | 'root-port'
  /** A slot of the root bus itself. */
  | 'integrated';

/** Where a device is. */
export interface PciPlace {
  readonly bus: number;
  readonly slot: number;
  readonly function: number;
}

interface Bus {
  readonly model: string;
  readonly firstSlot: number;
  readonly lastSlot: number;
  /** Taken functions by slot; slots that hold ports may be shared. */
  readonly taken: Map<number, { functions: Set<number>; shared: boolean }>;
}

/**
 * The PCI buses of one guest while its devices are placed: a device takes the first bus and slot that fit, and a bus is added where none
 * does. Source: libvirt 11.3.0 `src/conf/domain_addr.c`.
 */
export class PciBuses {
  readonly #buses: (Bus | undefined)[] = [];

  /** Number of buses, holes included. */
  get count(): number {
    return this.#buses.length;
  }

  /** Controller of a bus, by its model. */
  modelOf(bus: number): string | undefined {
    return this.#buses[bus]?.model;
  }

  /** A controller with this number opens a bus. */
  open(index: number, model: string): void {
    const [firstSlot, lastSlot] = slotsOf(model);
    this.#buses[index] = { model, firstSlot, lastSlot, taken: new Map() };
  }

  /** Is anything in the slot? */
  inUse({ bus, slot }: Pick<PciPlace, 'bus' | 'slot'>): boolean {
    return this.#buses[bus]?.taken.has(slot) === true;
  }

  /** Takes a place that is given. Places on buses nobody opened are let through. */
  take({ bus, slot, function: number }: PciPlace, shared = false): void {
    const there = this.#buses[bus];
    if (there === undefined) return;
    const taken = there.taken.get(slot) ?? { functions: new Set<number>(), shared };
    taken.functions.add(number);
    there.taken.set(slot, taken);
  }

  /** Takes the first place that fits, on a new bus where there is none. */
  next(need: PciNeed): PciPlace {
    const place = this.#first(need) ?? this.#grown(need);
    this.take(place, need === 'root-port');
    return place;
  }

  #first(need: PciNeed): PciPlace | undefined {
    for (const [index, bus] of this.#buses.entries()) {
      const place = bus === undefined || !fits(bus.model, need) ? undefined : freePlace(bus, need);
      if (place !== undefined) return { bus: index, ...place };
    }
    return undefined;
  }

  /** One more controller, which itself finds its place when all are known. */
  #grown(need: PciNeed): PciPlace {
    const express = this.#buses[0]?.model === 'pcie-root';
    const model = need === 'express' ? 'pcie-root-port' : express ? 'pcie-to-pci-bridge' : 'pci-bridge';
    const index = this.#buses.length;
    this.open(index, model);
    return { bus: index, slot: slotsOf(model)[0], function: 0 };
  }
}

function slotsOf(model: string): readonly [number, number] {
  switch (model) {
    case 'pcie-root-port':
    case 'pcie-switch-downstream-port':
      return [0, 0];
    case 'pcie-switch-upstream-port':
      return [0, 31];
    default:
      return [1, 31];
  }
}

function fits(model: string, need: PciNeed): boolean {
  switch (model) {
    case 'pcie-root':
      return need === 'root-port' || need === 'integrated';
    case 'pcie-root-port':
    case 'pcie-switch-downstream-port':
      return need === 'express';
    case 'pci-root':
      return true;
    default:
      return need === 'conventional';
  }
}

function freePlace(bus: Bus, need: PciNeed): Omit<PciPlace, 'bus'> | undefined {
  for (let slot = bus.firstSlot; slot <= bus.lastSlot; slot += 1) {
    const taken = bus.taken.get(slot);
    if (taken === undefined) return { slot, function: 0 };
    const free = [1, 2, 3, 4, 5, 6, 7].find((number) => !taken.functions.has(number));
    if (need === 'root-port' && taken.shared && free !== undefined) return { slot, function: free };
  }
  return undefined;
}

import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import type { Device } from './messages.js';

/** What a node's status says of one extended resource. */
export interface ResourceState {
  readonly resource: string;
  /** Healthy and unhealthy devices together; what `status.capacity` shows. */
  readonly capacity: number;
  /** Healthy devices; what `status.allocatable` shows. */
  readonly allocatable: number;
  /** Devices that pods hold. */
  readonly allocated: number;
  /** A plugin serves it now. */
  readonly connected: boolean;
}

/** The devices one pod holds, by resource. */
export interface PodDevices {
  readonly pod: string;
  readonly devices: Readonly<Record<string, readonly string[]>>;
}

/** How long a resource stays in the node's status after its plugin went away, in milliseconds. */
export const endpointGraceMs = 5 * 60_000;

/**
 * What the kubelet's device manager knows: which devices plugins announced, which are healthy, and which pods hold some. After its
 * plugin is gone a resource keeps its capacity with nothing to allocate, for {@link endpointGraceMs}.
 * Source: Kubernetes 1.34 `pkg/kubelet/cm/devicemanager/manager.go`.
 */
export class DeviceTable {
  readonly #known = new Map<string, KnownResource>();
  readonly #held = new Map<string, Map<string, readonly string[]>>();
  readonly #now: () => number;

  /** @param now milliseconds since some fixed moment. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** A plugin registered for this resource; its devices are known when it has sent a list. */
  connect(resource: string): void {
    this.#resource(resource).goneAt = undefined;
  }

  /** A plugin's list: exactly these devices exist. */
  announce(resource: string, devices: readonly Device[]): void {
    const known = this.#resource(resource);
    known.healthy = new Set(devices.filter(({ health }) => health === 'Healthy').map(({ ID }) => ID));
    known.unhealthy = new Set(devices.map(({ ID }) => ID).filter((id) => !known.healthy.has(id)));
  }

  /** A plugin went away: its devices are there, but unhealthy. */
  disconnect(resource: string): void {
    const known = this.#resource(resource);
    known.unhealthy = new Set([...known.unhealthy, ...known.healthy]);
    known.healthy = new Set();
    known.goneAt = this.#now();
  }

  /** The kubelet was restarted: it remembers which resources there were and what pods hold, and no device. */
  forgetDevices(): void {
    for (const known of this.#known.values()) {
      known.healthy = new Set();
      known.unhealthy = new Set();
      known.goneAt = this.#now();
    }
  }

  /** All pods are gone. */
  forgetPods(): void {
    this.#held.clear();
  }

  /** Resources in the node's status, sorted by name. */
  resources(): readonly ResourceState[] {
    for (const [resource, { goneAt }] of this.#known) {
      if (goneAt !== undefined && this.#now() - goneAt > endpointGraceMs) this.#known.delete(resource);
    }
    return [...this.#known]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([resource, { healthy, unhealthy, goneAt }]) => ({
        resource,
        capacity: healthy.size + unhealthy.size,
        allocatable: healthy.size,
        allocated: this.#inUse(resource).size,
        connected: goneAt === undefined,
      }));
  }

  /** Pods that hold devices, in the order in which they came. */
  pods(): readonly PodDevices[] {
    return [...this.#held].map(([pod, devices]) => ({ pod, devices: Object.fromEntries(devices) }));
  }

  /** Has any plugin ever announced it? What no plugin announced is none of the device manager's business. */
  knows(resource: string): boolean {
    return this.#known.has(resource);
  }

  /** Devices a pod may be given, or why not, in the kubelet's words. A pod that holds as many already needs none. */
  available(pod: string, resource: string, count: number): Outcome<readonly string[], string> {
    const held = this.#held.get(pod)?.get(resource);
    if (held !== undefined && held.length !== count) {
      const words = `pod ${JSON.stringify(pod)} container "compute" changed request for resource ${JSON.stringify(resource)}`;
      return refused(`${words} from ${held.length} to ${count}`);
    }
    const { healthy } = this.#resource(resource);
    if (healthy.size === 0) return refused(`no healthy devices present; cannot allocate unhealthy devices ${resource}`);
    if (held !== undefined) return this.#stillHealthy(resource, held);
    const inUse = this.#inUse(resource);
    const free = [...healthy].filter((id) => !inUse.has(id));
    return free.length < count
      ? refused(`requested number of devices unavailable for ${resource}. Requested: ${count}, Available: ${free.length}`)
      : done(free);
  }

  /** A pod holds these from now on. */
  hold(pod: string, resource: string, ids: readonly string[]): void {
    const devices = this.#held.get(pod) ?? new Map<string, readonly string[]>();
    this.#held.set(pod, devices.set(resource, ids));
  }

  /** Does it hold some of this? */
  holds(pod: string, resource: string): boolean {
    return this.#held.get(pod)?.has(resource) === true;
  }

  /** A pod does not hold this any more. */
  letGo(pod: string, resource: string): void {
    this.#held.get(pod)?.delete(resource);
    if (this.#held.get(pod)?.size === 0) this.#held.delete(pod);
  }

  /** A pod is gone. @returns false when it held nothing. */
  release(pod: string): boolean {
    return this.#held.delete(pod);
  }

  #stillHealthy(resource: string, held: readonly string[]): Outcome<readonly string[], string> {
    const { healthy } = this.#resource(resource);
    if (held.every((id) => healthy.has(id))) return done(held);
    return refused(`previously allocated devices are no longer healthy; cannot allocate unhealthy devices ${resource}`);
  }

  #inUse(resource: string): ReadonlySet<string> {
    return new Set([...this.#held.values()].flatMap((devices) => devices.get(resource) ?? []));
  }

  #resource(resource: string): KnownResource {
    const known = this.#known.get(resource) ?? { healthy: new Set(), unhealthy: new Set(), goneAt: undefined };
    this.#known.set(resource, known);
    return known;
  }
}

interface KnownResource {
  healthy: ReadonlySet<string>;
  unhealthy: ReadonlySet<string>;
  /** When its plugin went away. */
  goneAt: number | undefined;
}

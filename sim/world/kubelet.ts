import type { Claim, LabelDecision } from '../contracts/subject.js';

/** Units by resource name. */
export type Units = Readonly<Record<string, number>>;

/** The kubelet's last word on a pod that was bound to its node. */
export type KubeletVerdict =
  | { readonly admitted: true; readonly left: Units }
  | { readonly admitted: false; readonly left: Units; readonly reason: string; readonly message: string };

/**
 * The kubelet of one node as far as extended resources go: what device plugins have registered, what pods hold, and whether one more
 * fits. Only counts are kept, not device ids: plugins of confidential-VM stacks change the health of all their devices together.
 * Memory and the number of pods are left to the scheduler.
 *
 * A pod holds its devices from its admission until it is gone. That allocatable falls takes nothing from it, and neither does a
 * kernel that has already released, or will never release, the key ID behind a device.
 * Source: Kubernetes `pkg/kubelet/cm/devicemanager/manager.go` `devicesToAllocate`, `GetCapacity`; pull request 114640.
 */
export class Kubelet {
  #allocatable: Units = nothing;
  #capacity: Units = nothing;
  #used: Units = nothing;

  /** Healthy devices by resource. */
  get allocatable(): Units {
    return this.#allocatable;
  }

  /**
   * Healthy and unhealthy devices by resource. A resource whose plugin has gone stays with what it had last: the grace period of five
   * minutes does not end while no time passes.
   */
  get capacity(): Units {
    return this.#capacity;
  }

  /** Devices that pods hold, by resource; a new object after every change. */
  get used(): Units {
    return this.#used;
  }

  /** The node's plugins have announced their devices. */
  register({ resources, unhealthy = nothing }: Pick<LabelDecision, 'resources' | 'unhealthy'>): void {
    this.#allocatable = resources;
    const capacity: Record<string, number> = { ...this.#capacity, ...resources };
    for (const resource in unhealthy) capacity[resource] = (resources[resource] ?? 0) + (unhealthy[resource] ?? 0);
    this.#capacity = capacity;
  }

  /** A restarted kubelet knows no plugin until it registers again. What pods hold it reads from its checkpoint. */
  forgetRegistrations(): void {
    this.#allocatable = nothing;
    this.#capacity = nothing;
  }

  /** May this pod start? Takes nothing yet. Resources are looked at in the order of the claim. */
  judge(claim: Claim): KubeletVerdict {
    const { resources } = claim;
    const left: Record<string, number> = {};
    let short: string | undefined;
    for (const resource in resources) {
      const free = (this.#allocatable[resource] ?? 0) - (this.#used[resource] ?? 0);
      left[resource] = free;
      if (short === undefined && (resources[resource] ?? 0) > Math.max(0, free)) short = resource;
    }
    if (short === undefined) return { admitted: true, left };
    const message = `Allocate failed due to ${this.#shortage(short, resources[short] ?? 0, left)}, which is unexpected`;
    return { admitted: false, left, reason: 'UnexpectedAdmissionError', message };
  }

  /** A pod takes its devices. */
  hold(claim: Claim): void {
    this.#count(claim, 1);
  }

  /** A pod is gone. */
  letGo(claim: Claim): void {
    this.#count(claim, -1);
  }

  /** In the words of Kubernetes since 1.27; before, every shortage was one of numbers. */
  #shortage(resource: string, requested: number, left: Units): string {
    if (this.#capacity[resource] === undefined) return `cannot allocate unregistered device ${resource}`;
    if ((this.#allocatable[resource] ?? 0) === 0) {
      return `no healthy devices present; cannot allocate unhealthy devices ${resource}`;
    }
    const available = Math.max(0, left[resource] ?? 0);
    return `requested number of devices unavailable for ${resource}. Requested: ${requested}, Available: ${available}`;
  }

  /** What is held as one resource is held as another from here on. */
  recount(from: string, to: string): void {
    const { [from]: moved = 0, ...rest } = this.#used;
    this.#used = { ...rest, [to]: (rest[to] ?? 0) + moved };
  }

  #count({ resources }: Claim, sign: 1 | -1): void {
    const used: Record<string, number> = { ...this.#used };
    for (const resource in resources) used[resource] = (used[resource] ?? 0) + sign * (resources[resource] ?? 0);
    this.#used = used;
  }
}

const nothing: Units = {};

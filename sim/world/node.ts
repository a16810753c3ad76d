import type { Claim, HostToPlaceOn, LabelDecision } from '../contracts/subject.js';

/**
 * A node object as the control plane keeps it: what the label stage published and what bound guests have claimed. This is the
 * orchestrator's book-keeping (etcd and the kubelet, or placement); the kernel keeps its own, and the two may disagree.
 */
export class NodeRecord {
  readonly name: string;
  readonly memoryBytes: number;
  #labels: Readonly<Record<string, string>>;
  #resources: Readonly<Record<string, number>> = {};
  readonly #used = new Map<string, number>();
  #memoryUsedBytes = 0;
  #guests = 0;
  #view: HostToPlaceOn | undefined;

  constructor(name: string, memoryBytes: number, labels: Readonly<Record<string, string>>) {
    this.name = name;
    this.memoryBytes = memoryBytes;
    this.#labels = labels;
  }

  get labels(): Readonly<Record<string, string>> {
    return this.#labels;
  }

  /** Takes over what the label stage decided. */
  publish(decision: LabelDecision): void {
    this.#labels = decision.labels;
    this.#resources = decision.resources;
    this.#view = undefined;
  }

  /** A guest is bound here. */
  bind(claim: Claim): void {
    this.#count(claim, 1);
  }

  /** A bound guest is gone. */
  unbind(claim: Claim): void {
    this.#count(claim, -1);
  }

  /** What the scheduler sees. */
  get view(): HostToPlaceOn {
    this.#view ??= {
      name: this.name,
      labels: this.#labels,
      resources: this.#resources,
      used: Object.fromEntries(this.#used),
      memoryBytes: this.memoryBytes,
      memoryUsedBytes: this.#memoryUsedBytes,
      guests: this.#guests,
    };
    return this.#view;
  }

  #count(claim: Claim, sign: 1 | -1): void {
    for (const [resource, amount] of Object.entries(claim.resources)) {
      this.#used.set(resource, (this.#used.get(resource) ?? 0) + sign * amount);
    }
    this.#memoryUsedBytes += sign * claim.memoryBytes;
    this.#guests += sign;
    this.#view = undefined;
  }
}

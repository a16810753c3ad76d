import type { Claim, HostToPlaceOn, LabelDecision, ResourceProvider } from '../contracts/subject.js';
import { Kubelet, type KubeletVerdict } from './kubelet.js';
import { unitsOf } from './provider-units.js';

/** Labels or annotations of a node object. */
export type NodeMap = Readonly<Record<string, string>>;

/** What a node's agent and its plugins say it has. */
type Report = Pick<LabelDecision, 'resources' | 'unhealthy' | 'flash' | 'providers' | 'moved'>;

/** What somebody changes in a node object; null removes a key. */
export interface NodeEdit {
  readonly labels?: Readonly<Record<string, string | null>>;
  readonly annotations?: Readonly<Record<string, string | null>>;
}

/**
 * A node object as the control plane keeps it, with the node's kubelet. This is the orchestrator's book-keeping; the kernel keeps its
 * own, and the two may disagree.
 *
 * The scheduler sees {@link view}. Once its cache lags, that is the node as it was then, with the units that were offered for a moment
 * ({@link LabelDecision.flash}) by the last labelling before or any labelling since: the update that offers them reaches the cache, the
 * one that takes them back does not. So a pod can be placed on them, and the kubelet, which is up to date, refuses it.
 */
export class NodeRecord {
  readonly name: string;
  readonly memoryBytes: number;
  readonly kubelet = new Kubelet();
  #labels: NodeMap;
  #annotations: NodeMap = {};
  #cordoned = false;
  #memoryUsedBytes = 0;
  #guests = 0;
  /** Pods that are bound here and that the kubelet has not looked at. */
  #expected: readonly Claim[] = [];
  /** What was offered for a moment by the last labelling. */
  #flash: Readonly<Record<string, number>> | undefined;
  #providers: readonly ResourceProvider[] | undefined;
  #silent = false;
  #now: HostToPlaceOn | undefined;
  #frozen: HostToPlaceOn | undefined;

  constructor(name: string, memoryBytes: number, labels: NodeMap) {
    this.name = name;
    this.memoryBytes = memoryBytes;
    this.#labels = labels;
  }

  get labels(): NodeMap {
    return this.#labels;
  }

  get annotations(): NodeMap {
    return this.#annotations;
  }

  get cordoned(): boolean {
    return this.#cordoned;
  }

  /** What the node reports, where that is a tree of resource providers. They outlive a reboot: placement keeps them. */
  get providers(): readonly ResourceProvider[] | undefined {
    return this.#providers;
  }

  /** Nobody answers for the node: its agent has ended, or has not been heard of. */
  set silent(silent: boolean) {
    this.#silent = silent;
    this.#now = undefined;
  }

  /** The scheduler sees it as it was. */
  get lags(): boolean {
    return this.#frozen !== undefined;
  }

  /** What the scheduler sees. */
  get view(): HostToPlaceOn {
    return this.#frozen ?? this.#current;
  }

  /** The labels and annotations somebody has written. */
  write(labels: NodeMap, annotations: NodeMap = this.#annotations): void {
    this.#labels = labels;
    this.#annotations = annotations;
    this.#now = undefined;
  }

  /** Somebody edits the object. */
  edit({ labels = {}, annotations = {} }: NodeEdit): void {
    this.write(edited(this.#labels, labels), edited(this.#annotations, annotations));
  }

  /** Closes the node for new guests, or opens it; false when it was already so. */
  cordon(cordoned: boolean): boolean {
    if (this.#cordoned === cordoned) return false;
    this.#cordoned = cordoned;
    this.#now = undefined;
    return true;
  }

  /** The node's device plugins announce what they have. */
  offer(decision: Report): void {
    if (decision.providers === undefined) this.kubelet.register(decision);
    else this.#report(decision, decision.providers);
    this.#flash = decision.flash;
    this.#now = undefined;
    if (this.#frozen !== undefined) this.#frozen = flashed(this.#frozen, decision.flash);
  }

  /** The kubelet was restarted, perhaps with the whole node. */
  forgetRegistrations(): void {
    this.kubelet.forgetRegistrations();
    if (this.#providers !== undefined) this.kubelet.register({ resources: unitsOf(this.#providers) });
    this.#now = undefined;
  }

  /** The scheduler's cache begins to lag. */
  lag(): void {
    this.#frozen = flashed(this.view, this.#flash);
  }

  /** The scheduler's cache is up to date again. */
  catchUp(): void {
    this.#frozen = undefined;
  }

  /** The scheduler has bound a pod here, and counts it from now on; the kubelet has yet to look at it. */
  expect(claim: Claim): void {
    this.#expected = [...this.#expected, claim];
    this.#now = undefined;
  }

  /** The kubelet looks at a pod, or will never do so. */
  forget(claim: Claim): void {
    const at = this.#expected.indexOf(claim);
    if (at < 0) return;
    this.#expected = this.#expected.filter((_, position) => position !== at);
    this.#now = undefined;
  }

  /**
   * A guest was bound here. The kubelet takes its pod, or has another opinion; what a scheduler has taken of providers is taken.
   *
   * @param taken What it holds was chosen when it was placed.
   */
  admit(claim: Claim, taken = false): KubeletVerdict {
    const verdict = taken ? ({ admitted: true, left: {} } as const) : this.kubelet.judge(claim);
    if (verdict.admitted) this.#count(claim, 1);
    return verdict;
  }

  /** A pod that was taken is gone. */
  letGo(claim: Claim): void {
    this.#count(claim, -1);
  }

  get #current(): HostToPlaceOn {
    this.#now ??= withExpected(
      {
        name: this.name,
        labels: this.#labels,
        resources: this.kubelet.allocatable,
        used: this.kubelet.used,
        memoryBytes: this.memoryBytes,
        memoryUsedBytes: this.#memoryUsedBytes,
        guests: this.#guests,
        ...(this.#cordoned && { cordoned: true }),
        ...(this.#providers !== undefined && { providers: this.#providers }),
        ...(this.#silent && { silent: true }),
      },
      this.#expected,
    );
    return this.#now;
  }

  #report({ resources, unhealthy = {}, moved = [] }: Report, providers: readonly ResourceProvider[]): void {
    this.#providers = providers;
    this.kubelet.register({ resources: { ...resources, ...unitsOf(providers) }, unhealthy });
    for (const { from, to } of moved) this.kubelet.recount(from, to);
  }

  #count(claim: Claim, sign: 1 | -1): void {
    if (sign === 1) this.kubelet.hold(claim);
    else this.kubelet.letGo(claim);
    this.#memoryUsedBytes += sign * claim.memoryBytes;
    this.#guests += sign;
    this.#now = undefined;
  }
}

function withExpected(view: HostToPlaceOn, expected: readonly Claim[]): HostToPlaceOn {
  if (expected.length === 0) return view;
  const used: Record<string, number> = { ...view.used };
  let memoryUsedBytes = view.memoryUsedBytes;
  for (const { resources, memoryBytes } of expected) {
    for (const name in resources) used[name] = (used[name] ?? 0) + (resources[name] ?? 0);
    memoryUsedBytes += memoryBytes;
  }
  return { ...view, used, memoryUsedBytes, guests: view.guests + expected.length };
}

function edited(before: NodeMap, changes: Readonly<Record<string, string | null>>): NodeMap {
  const after: Record<string, string> = { ...before };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete after[key];
    else after[key] = value;
  }
  return after;
}

function flashed(view: HostToPlaceOn, flash: Readonly<Record<string, number>> | undefined): HostToPlaceOn {
  return flash === undefined ? view : { ...view, resources: { ...view.resources, ...flash } };
}

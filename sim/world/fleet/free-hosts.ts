import type { Claim, HostToPlaceOn } from '../../contracts/subject.js';

/** A node as far as placing goes; `view` is a new object after every change. */
export interface Placeable {
  readonly name: string;
  readonly view: HostToPlaceOn;
}

/** Hosts a scheduler is shown of those with most room: enough for it to choose, few enough that ten thousand hosts cost no more than ten. */
export const candidatesMax = 4;

/** Label the kubelet gives every node. Source: Kubernetes `k8s.io/api/core/v1` `LabelHostname`. */
const hostnameLabel = 'kubernetes.io/hostname';

/**
 * The hosts of a fleet by how often a claim still fits on them, so that a scheduler need not look at all. For each kind of claim (same
 * selectors, resources and memory) there is one set of buckets, made at its first claim and kept up to date afterwards. kube-scheduler
 * looks at a part of a large cluster as well (`percentageOfNodesToScore`), though at the next ones in turn.
 *
 * The scheduler's answer is the same as if it had seen every host, as long as it prefers hosts with most room for the claim: the host it
 * takes has as much as any. Among equals it may be another one.
 */
export class FreeHosts<Node extends Placeable> {
  readonly #nodes: readonly Node[];
  readonly #byName: ReadonlyMap<string, Node>;
  readonly #kinds = new Map<string, Buckets<Node>>();

  constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
    this.#byName = new Map(nodes.map((node) => [node.name, node]));
  }

  /** Some of the hosts with most room for a claim; one that is tied to a host by name gets that host. Empty when it fits nowhere. */
  candidates(claim: Claim): readonly HostToPlaceOn[] {
    const pinned = claim.selectors[hostnameLabel];
    if (pinned === undefined) return this.#bucketsFor(claim).best();
    const node = this.#byName.get(pinned);
    return node === undefined || roomFor(claim, node.view) === 0 ? [] : [node.view];
  }

  /** Every host, for a claim that fits nowhere and wants to know why. */
  everything(): readonly HostToPlaceOn[] {
    return this.#nodes.map(({ view }) => view);
  }

  /** Something about a node changed: its labels, what it offers, or what is taken of it. */
  changed(node: Node): void {
    for (const buckets of this.#kinds.values()) buckets.put(node);
  }

  #bucketsFor(claim: Claim): Buckets<Node> {
    const key = kindOf(claim);
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    if (this.#kinds.size >= kindsMax) this.#kinds.clear();
    const fresh = new Buckets<Node>(claim);
    for (const node of this.#nodes) fresh.put(node);
    this.#kinds.set(key, fresh);
    return fresh;
  }
}

/** Kinds of claims kept at once: every change of a host is entered into each. */
const kindsMax = 32;

/** One spelling of what decides where a claim fits: claims of the same kind fit on the same hosts. */
export function kindOf({ selectors, resources, memoryBytes }: Claim): string {
  let kind = String(memoryBytes);
  for (const name in selectors) kind += ` ${name}=${selectors[name]}`;
  for (const name in resources) kind += ` ${name}:${resources[name]}`;
  return kind;
}

/** The hosts a claim fits on, by how often. */
class Buckets<Node extends Placeable> {
  readonly #claim: Claim;
  readonly #buckets: Node[][] = [];
  readonly #places = new Map<Node, { room: number; index: number }>();
  /** No bucket above this one holds anything. */
  #top = 0;

  constructor(claim: Claim) {
    this.#claim = claim;
  }

  best(): readonly HostToPlaceOn[] {
    while (this.#top > 0 && (this.#buckets[this.#top]?.length ?? 0) === 0) this.#top -= 1;
    const found: HostToPlaceOn[] = [];
    for (let room = this.#top; room > 0 && found.length < candidatesMax; room -= 1) {
      for (const { view } of this.#buckets[room] ?? none) {
        if (found.push(view) === candidatesMax) break;
      }
    }
    return found;
  }

  put(node: Node): void {
    const room = roomFor(this.#claim, node.view);
    const before = this.#places.get(node);
    if (before !== undefined && before.room === room) return;
    if (before !== undefined) this.#take(before.room, before.index);
    if (room === 0) {
      this.#places.delete(node);
      return;
    }
    this.#buckets[room] ??= [];
    const bucket = this.#buckets[room];
    const index = bucket.push(node) - 1;
    if (before === undefined) this.#places.set(node, { room, index });
    else {
      before.room = room;
      before.index = index;
    }
    if (room > this.#top) this.#top = room;
  }

  /** The last of a bucket takes the place that becomes free. */
  #take(room: number, index: number): void {
    const bucket = this.#buckets[room] as Node[];
    const last = bucket.pop() as Node;
    if (index === bucket.length) return;
    bucket[index] = last;
    (this.#places.get(last) as { index: number }).index = index;
  }
}

const none: readonly never[] = [];

/** Buckets that tell more than this apart would only cost memory: a host with room for ten thousand guests is as good as empty. */
const roomMax = 10_000;

/** How many guests with this claim still fit on a host; 0 where a selector does not match or the node is closed. */
function roomFor({ selectors, resources, memoryBytes }: Claim, host: HostToPlaceOn): number {
  if (host.cordoned === true) return 0;
  for (const name in selectors) if (host.labels[name] !== selectors[name]) return 0;
  let room = memoryBytes > 0 ? Math.floor((host.memoryBytes - host.memoryUsedBytes) / memoryBytes) : roomMax;
  for (const name in resources) {
    const wanted = resources[name] ?? 0;
    if (wanted <= 0) continue;
    room = Math.min(room, Math.floor(((host.resources[name] ?? 0) - (host.used[name] ?? 0)) / wanted));
  }
  return Math.max(0, Math.min(room, roomMax));
}

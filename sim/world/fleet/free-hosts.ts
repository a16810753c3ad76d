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
  /** Place of each node in the list of all. */
  readonly #numbers: ReadonlyMap<Node, number>;
  readonly #kinds = new Map<string, Buckets<Node>>();

  constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
    this.#byName = new Map(nodes.map((node) => [node.name, node]));
    this.#numbers = new Map(nodes.map((node, number) => [node, number]));
  }

  /** Some of the hosts with most room for a claim; one that is tied to a host by name gets that host. Empty when it fits nowhere. */
  candidates(claim: Claim): readonly HostToPlaceOn[] {
    const pinned = claim.selectors[hostnameLabel];
    if (pinned === undefined) return this.#bucketsFor(claim).best();
    const node = this.#byName.get(pinned);
    return node === undefined || !selects(claim, node.view) || roomFor(claim, node.view) === 0 ? [] : [node.view];
  }

  /** Every host, for a claim that fits nowhere and wants to know why. */
  everything(): readonly HostToPlaceOn[] {
    return this.#nodes.map(({ view }) => view);
  }

  /** Something about a node changed: its labels, what it offers, or what is taken of it. */
  changed(node: Node): void {
    const number = this.#numbers.get(node) as number;
    const { view } = node;
    for (const buckets of this.#kinds.values()) buckets.put(number, view);
  }

  #bucketsFor(claim: Claim): Buckets<Node> {
    const key = kindOf(claim);
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    if (this.#kinds.size >= kindsMax) this.#kinds.clear();
    const fresh = new Buckets<Node>(claim, this.#nodes);
    for (const [number, { view }] of this.#nodes.entries()) fresh.put(number, view);
    this.#kinds.set(key, fresh);
    return fresh;
  }
}

/** Kinds of claims kept at once: every change of a host is entered into each. */
const kindsMax = 32;

/**
 * One spelling of what decides where a claim fits: claims of the same kind fit on the same hosts. Guests of one template ask for the very
 * same things, so it is spelled once for them.
 */
export function kindOf(claim: Claim): string {
  const { selectors, resources, memoryBytes } = claim;
  const known = spelledBefore.get(resources);
  if (known?.selectors === selectors && known.memoryBytes === memoryBytes) return known.kind;
  let kind = String(memoryBytes);
  for (const name in selectors) kind += ` ${name}=${selectors[name]}`;
  for (const name in resources) kind += ` ${name}:${resources[name]}`;
  spelledBefore.set(resources, { selectors, memoryBytes, kind });
  return kind;
}

/** By resources, the latest of each. */
const spelledBefore = new WeakMap<Claim['resources'], Pick<Claim, 'selectors' | 'memoryBytes'> & { readonly kind: string }>();

/** The hosts a claim fits on, by how often. Nodes go by their numbers in the list of all. */
class Buckets<Node extends Placeable> {
  readonly #claim: Claim;
  readonly #nodes: readonly Node[];
  readonly #buckets: number[][] = [];
  /** Which bucket each node is in, and where in it; 0 where it is in none. */
  readonly #rooms: Uint16Array;
  readonly #places: Uint32Array;
  /**
   * Whether each node is selected, with the labels that was found by: a node is filled and emptied far oftener than it is labelled, and
   * its hundreds of labels are in no cache by then.
   */
  readonly #selected: Uint8Array;
  readonly #labels: (HostToPlaceOn['labels'] | undefined)[];
  /** No bucket above this one holds anything. */
  #top = 0;

  constructor(claim: Claim, nodes: readonly Node[]) {
    this.#claim = claim;
    this.#nodes = nodes;
    this.#rooms = new Uint16Array(nodes.length);
    this.#places = new Uint32Array(nodes.length);
    this.#selected = new Uint8Array(nodes.length);
    this.#labels = new Array(nodes.length).fill(undefined);
  }

  best(): readonly HostToPlaceOn[] {
    while (this.#top > 0 && (this.#buckets[this.#top]?.length ?? 0) === 0) this.#top -= 1;
    const found: HostToPlaceOn[] = [];
    for (let room = this.#top; room > 0 && found.length < candidatesMax; room -= 1) {
      for (const number of this.#buckets[room] ?? none) {
        if (found.push((this.#nodes[number] as Node).view) === candidatesMax) break;
      }
    }
    return found;
  }

  put(number: number, view: HostToPlaceOn): void {
    const room = this.#selects(number, view) ? roomFor(this.#claim, view) : 0;
    const before = this.#rooms[number] as number;
    if (before === room) return;
    if (before > 0) this.#take(before, this.#places[number] as number);
    this.#rooms[number] = room;
    if (room === 0) return;
    this.#buckets[room] ??= [];
    const bucket = this.#buckets[room];
    this.#places[number] = bucket.push(number) - 1;
    if (room > this.#top) this.#top = room;
  }

  #selects(number: number, view: HostToPlaceOn): boolean {
    if (this.#labels[number] !== view.labels) {
      this.#labels[number] = view.labels;
      this.#selected[number] = selects(this.#claim, view) ? 1 : 0;
    }
    return this.#selected[number] === 1;
  }

  /** The last of a bucket takes the place that becomes free. */
  #take(room: number, place: number): void {
    const bucket = this.#buckets[room] as number[];
    const last = bucket.pop() as number;
    if (place === bucket.length) return;
    bucket[place] = last;
    this.#places[last] = place;
  }
}

const none: readonly never[] = [];

/** Buckets that tell more than this apart would only cost memory: a host with room for ten thousand guests is as good as empty. */
const roomMax = 10_000;

function selects({ selectors }: Claim, { labels }: HostToPlaceOn): boolean {
  for (const name in selectors) if (labels[name] !== selectors[name]) return false;
  return true;
}

/** How many guests with this claim still fit on a host whose labels it selects; 0 where the node is closed. */
function roomFor({ resources, memoryBytes }: Claim, host: HostToPlaceOn): number {
  if (host.cordoned === true) return 0;
  let room = memoryBytes > 0 ? Math.floor((host.memoryBytes - host.memoryUsedBytes) / memoryBytes) : roomMax;
  for (const name in resources) {
    const wanted = resources[name] ?? 0;
    if (wanted <= 0) continue;
    room = Math.min(room, Math.floor(((host.resources[name] ?? 0) - (host.used[name] ?? 0)) / wanted));
  }
  return Math.max(0, Math.min(room, roomMax));
}

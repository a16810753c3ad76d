import type { Command, GuestSpec, NodeMishap, SettingValue, WatchEvents } from '../contracts/commands.js';
import { hostFaults } from '../host/faults/index.js';
import type { Cluster } from './cluster.js';
import type { ControlPlane } from './control-plane.js';
import { type HostDamage, hasQuoteService, repair } from './host-damage.js';
import { inspect, limit } from './host-inspection.js';
import { usageFor } from './key-usage.js';
import { cordon, editNode, forgetDevices, label } from './node-agent.js';
import { OutsideGuests } from './outside-guests.js';
import type { WorldHost } from './world-host.js';
import type { WorldParts } from './world-parts.js';

/** What happens to hosts and their nodes, and what the guests there notice of it. */
export class HostCommands {
  readonly #cluster: Cluster;
  readonly #control: ControlPlane;
  readonly #parts: WorldParts;
  readonly #outside: OutsideGuests;
  /** Numbers given out by `fill`, by the beginning of the name. */
  readonly #filled = new Map<string, number>();

  constructor(cluster: Cluster, control: ControlPlane, parts: WorldParts) {
    this.#cluster = cluster;
    this.#control = control;
    this.#parts = parts;
    this.#outside = new OutsideGuests(cluster);
  }

  /** Carries one out; nothing happens on a host that is not there. */
  apply(command: HostCommand): void {
    const here = this.#cluster.hosts.get(command.host);
    if (here === undefined) return;
    switch (command.do) {
      case 'label':
        return label(this.#cluster, here, 'interval');
      case 'fill':
        return this.#fill(here, command);
      case 'drain':
        return this.#drain(here);
      case 'uncordon':
        return cordon(this.#cluster, here, false);
      case 'mishap':
        return this.#mishap(here, command.what);
      case 'quote-service':
        return this.#quoteService(here, command.left);
      case 'watch':
        return this.#watch(here, command.events);
      case 'clock-jump':
        return this.#clockJump(here, command.seconds);
      case 'lag':
        return here.node.lag();
      case 'catch-up':
        return this.#catchUp(here);
      case 'edit-node':
        return editNode(this.#cluster, here, command);
      case 'start-outside':
        return this.#outside.start(here, command);
      case 'stop-outside':
        return this.#outside.stop(here, command.count);
      case 'spoil':
        here.damage.spoiled.set(command.path, command.text);
        return;
      case 'repair':
        here.damage.spoiled.delete(command.path);
        return;
      case 'fault':
        return this.#fault(here, command);
      case 'limit':
        return limit(this.#cluster.trace, here, command);
      case 'inspect':
        return inspect(this.#cluster.trace, here);
      case 'reboot':
        return this.#reboot(here, command.settings);
    }
  }

  #fill({ node, host }: WorldHost, { protection, beyond, stack }: Extract<Command, { do: 'fill' }>): void {
    const usage = usageFor(host.truth, protection);
    const wanted = usage === undefined ? beyond : usage.free + usage.pending + beyond;
    const spec: GuestSpec = { ...this.#parts.plainGuest, protection, onHost: node.name, ...(stack !== undefined && { stack }) };
    for (let made = 0; made < wanted; made += 1) {
      this.#control.create(this.#freeName(`${node.name}-${protection}`), spec, this.#parts.request);
    }
  }

  #freeName(beginning: string): string {
    const number = this.#filled.get(beginning) ?? 0;
    this.#filled.set(beginning, number + 1);
    return `${beginning}-${number}`;
  }

  #drain(here: WorldHost): void {
    cordon(this.#cluster, here, true);
    for (const { name } of this.#control.guestsOn(here.node.name)) this.#control.evict(name);
  }

  #mishap(here: WorldHost, what: NodeMishap): void {
    const host = here.node.name;
    const told = toldToGuests[what];
    const tellAll = (): void => {
      if (told !== undefined) this.#control.tellAll(host, { what: told, host });
    };
    if (what === 'libvirtd-restarted') {
      for (const { lost } of this.#cluster.work?.drop(host, 'libvirtd') ?? []) lost?.();
      return tellAll();
    }
    if (what === 'agent-started' || what === 'agent-restarted') this.#cluster.work?.drop(host, ...agentActors);
    label(this.#cluster, here, what, () => {
      tellAll();
      if (what !== 'agent-silent' && what !== 'agent-stopping') this.#control.relist(here);
    });
  }

  /** Whoever missed something finds it as soon as news comes again. */
  #watch(here: WorldHost, events: WatchEvents): void {
    here.watch = events;
    if (events === 'right') this.#control.relist(here);
  }

  /** A heartbeat that seems too old is as good as none, until the next one. */
  #clockJump(here: WorldHost, seconds: number): void {
    const host = here.node.name;
    const tooOld = (): void => this.#control.tellAll(host, { what: 'agent-silent', host });
    if (seconds > heartbeatTimeoutSeconds) label(this.#cluster, here, 'agent-silent', tooOld);
    label(this.#cluster, here, 'interval');
  }

  /** The agent's watch reports only what changed, on a host that has the service at all. */
  #quoteService(here: WorldHost, left: HostDamage['quoteService']): void {
    if (!hasQuoteService(here.host.boot) || here.damage.quoteService === left) return;
    here.damage.quoteService = left;
    label(this.#cluster, here, 'files-changed');
  }

  /** Where KVM was loaded anew, the administrator starts the node agent anew as well. */
  #fault(here: WorldHost, { fault, on }: Extract<Command, { do: 'fault' }>): void {
    const { host, reader, damage, node } = here;
    const before = host.boot;
    const configured = this.#parts.describe(here.description);
    hostFaults[fault].set({ host, configured, reader, overlay: damage.spoiled }, on);
    const { trace } = this.#cluster;
    if (host.boot !== before) trace.record({ event: 'boot', host: node.name, truth: host.boot });
    trace.record({ event: 'fault', host: node.name, fault, on, usage: host.truth.live.keyUsage });
    if (host.boot !== before) this.#startAgent(here);
    this.#cluster.somethingChanged = true;
  }

  #startAgent(here: WorldHost): void {
    this.#cluster.work?.drop(here.node.name, ...agentActors);
    label(this.#cluster, here, 'agent-started', () => this.#control.relist(here));
  }

  #catchUp(here: WorldHost): void {
    here.node.catchUp();
    this.#cluster.somethingChanged = true;
  }

  #reboot(here: WorldHost, settings: Readonly<Record<string, SettingValue>> | undefined): void {
    if (settings !== undefined) here.description = { ...here.description, settings };
    here.host.reboot(this.#parts.describe(here.description));
    here.outside.length = 0;
    repair(here.damage);
    const torn = this.#cluster.work?.drop(here.node.name, ...hostActors) ?? [];
    this.#cluster.trace.record({ event: 'boot', host: here.node.name, truth: here.host.boot });
    forgetDevices(this.#cluster, here);
    for (const { actor, lost } of torn) if (actor === 'kernel') lost?.();
    this.#control.loseHost(here.node.name);
    const { name: host } = here.node;
    label(this.#cluster, here, 'agent-started', () => this.#control.tellStaying(host));
  }
}

/** After so long without a heartbeat a node counts as lost. Source: KubeVirt v1.9 `pkg/virt-controller/watch/node/node.go` (5 minutes). */
const heartbeatTimeoutSeconds = 300;

/** Those whose work ends with the process of the node agent. */
const agentActors = ['labeller', 'device-plugins', 'handler'] as const;

/** Those whose work ends with their host. */
const hostActors = ['kubelet', ...agentActors, 'libvirtd', 'kernel', 'clock'] as const;

/** Commands that are about one host. */
type HostCommand = Extract<Command, { readonly host: string }>;

/** What the guests of a host hear of a mishap on it. */
const toldToGuests: Partial<Record<NodeMishap, 'agent-back' | 'agent-silent' | 'libvirtd-back'>> = {
  'agent-started': 'agent-back',
  'agent-restarted': 'agent-back',
  'agent-silent': 'agent-silent',
  'libvirtd-restarted': 'libvirtd-back',
};

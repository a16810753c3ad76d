import { type FSWatcher, watch } from 'node:fs';
import type { HostReader } from '../../../sim/contracts/reader.js';
import type { LabelDecision, NodeHappening, Subject } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { readConfig } from '../../../sim/stacks/kubevirt/config.js';
import { ControlledPlugin, defaultBackoffMs } from './controlled-plugin.js';
import { DevicePlugin } from './device-plugin.js';
import type { Listener } from './kubelet.js';
import { containerAllocation, type DeviceCount, deviceList, kubevirtNamespace, pluginSocket } from './plugin-devices.js';

/** A node and the KubeVirt that runs on it. */
export interface NodeWithKubevirt {
  readonly name: string;
  readonly reader: HostReader;
  /** Labels the node has before KubeVirt's agent looks at it. */
  readonly labels: Readonly<Record<string, string>>;
  readonly subject: Subject;
  readonly config: JsonObject;
}

/**
 * KubeVirt's agent on one node, as far as device plugins mind: which there are, and how many devices each announces, is what the stack
 * under test decides when it labels the node; this serves it on real sockets.
 */
export class VirtHandler {
  readonly #node: NodeWithKubevirt;
  readonly #folder: string;
  readonly #listener: Listener;
  readonly #backoffMs: readonly number[];
  readonly #plugins = new Map<string, ControlledPlugin>();
  #labels: Readonly<Record<string, string>>;
  #memory: JsonObject = {};
  #watcher: FSWatcher | undefined;
  #look: NodeJS.Timeout | undefined;

  constructor(node: NodeWithKubevirt, folder: string, listener: Listener, backoffMs: readonly number[] = defaultBackoffMs) {
    this.#node = node;
    this.#folder = folder;
    this.#listener = listener;
    this.#backoffMs = backoffMs;
    this.#labels = node.labels;
  }

  /** Its pod comes up. Resolves when every plugin has tried to register once. */
  async start(): Promise<void> {
    this.#memory = {};
    this.#watcher = watch(this.#folder, () => this.#lookSoon());
    await this.#serve(this.#decide('agent-started'));
  }

  /** A file that plugins watch appeared or vanished. */
  async filesChanged(): Promise<void> {
    await this.#serve(this.#decide('files-changed'));
  }

  /** Its pod ends: all devices are withdrawn, and no socket is left. */
  async stop(): Promise<void> {
    this.#watcher?.close();
    clearTimeout(this.#look);
    await Promise.all([...this.#plugins.values()].map((plugin) => plugin.end()));
    this.#plugins.clear();
  }

  #decide(happening: NodeHappening): LabelDecision {
    const { name, reader, subject, config } = this.#node;
    const decision = subject.label(
      { name, reader, labels: this.#labels, annotations: {}, happening, memory: this.#memory },
      config,
    );
    this.#labels = decision.labels;
    this.#memory = decision.memory ?? {};
    for (const problem of decision.problems) this.#listener(problem);
    return decision;
  }

  async #serve(decision: LabelDecision): Promise<void> {
    const counts = announcedBy(decision);
    const gone = [...this.#plugins.values()].filter(({ resource }) => !counts.has(resource));
    for (const { resource } of gone) this.#plugins.delete(resource);
    const begun = [...counts].map(([resource, count]) => this.#announce(resource, count, decision.flash?.[resource]));
    await Promise.all([...gone.map((plugin) => plugin.end()), ...begun]);
  }

  async #announce(resource: string, count: DeviceCount, flash: number | undefined): Promise<void> {
    const devices = deviceList(resource, count);
    const running = this.#plugins.get(resource);
    if (running !== undefined) return running.announce(devices);
    const plugin = this.#pluginFor(resource);
    this.#plugins.set(resource, plugin);
    await plugin.begin(devices, flash === undefined ? devices : deviceList(resource, { healthy: flash, unhealthy: 0 }));
  }

  #pluginFor(resource: string): ControlledPlugin {
    const allocation = containerAllocation(resource, readConfig(this.#node.config).qgsSocketPath);
    const plugin = new DevicePlugin({
      folder: this.#folder,
      socket: pluginSocket(resource),
      resource,
      allocate: ({ containerRequests }) => ({ containerResponses: containerRequests.map(() => allocation) }),
    });
    return new ControlledPlugin(resource, plugin, this.#backoffMs, this.#listener);
  }

  /** A kubelet that begins anew removes many sockets at once: one look for all of them. */
  #lookSoon(): void {
    this.#look ??= setTimeout(() => {
      this.#look = undefined;
      void this.#afterKubelet();
    }, lookDelayMs);
  }

  /** Plugins whose socket is gone register again, unless the stack under test does not notice. */
  async #afterKubelet(): Promise<void> {
    const lost = [...this.#plugins.values()].filter(({ hasLostItsSocket }) => hasLostItsSocket);
    if (lost.length === 0) return;
    this.#listener('device socket files were removed, kubelet probably restarted');
    const counts = announcedBy(this.#decide('kubelet-restarted'));
    await Promise.all(
      lost.map((plugin) => {
        const count = counts.get(plugin.resource);
        return count === undefined ? plugin.end() : plugin.beginAgain(deviceList(plugin.resource, count));
      }),
    );
  }
}

const lookDelayMs = 20;

function announcedBy({ resources, unhealthy = {} }: LabelDecision): ReadonlyMap<string, DeviceCount> {
  const names = [...new Set([...Object.keys(resources), ...Object.keys(unhealthy)])];
  const ours = names.filter((name) => name.startsWith(kubevirtNamespace));
  return new Map(ours.map((name) => [name, { healthy: resources[name] ?? 0, unhealthy: unhealthy[name] ?? 0 }]));
}

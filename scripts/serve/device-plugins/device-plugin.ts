import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { kubeletSocket } from './kubelet.js';
import {
  type AllocateRequest,
  type AllocateResponse,
  apiVersion,
  type Device,
  type DeviceList,
  devicePlugin,
  registration,
} from './messages.js';
import {
  type AnswerStream,
  answering,
  dialSocket,
  type Handler,
  type RpcServer,
  serveOnSocket,
  streaming,
} from './unix-socket-rpc.js';

/** What makes one plugin differ from another. */
export interface PluginDescription {
  readonly folder: string;
  /** Name of its socket in the folder. */
  readonly socket: string;
  readonly resource: string;
  readonly allocate: (request: AllocateRequest) => AllocateResponse;
}

/** Longest wait for the kubelet's socket. Source: KubeVirt v1.9 `generic_device.go` (connectionTimeout). */
const connectionPatienceMs = 5000;

/**
 * One device plugin: serves its socket first, then registers with the kubelet of the folder, and sends its list to whoever watches.
 * Source: KubeVirt v1.9 `pkg/virt-handler/device-manager/{device_plugin_base,generic_device,socket_device}.go`.
 */
export class DevicePlugin {
  readonly #description: PluginDescription;
  readonly #watchers = new Set<AnswerStream<DeviceList>>();
  #devices: readonly Device[] = [];
  #server: RpcServer | undefined;

  constructor(description: PluginDescription) {
    this.#description = description;
  }

  /** Path of its socket. */
  get path(): string {
    return join(this.#description.folder, this.#description.socket);
  }

  /**
   * Serves and registers.
   *
   * @param first the list the kubelet gets first.
   * @throws Error when the socket cannot be made or the kubelet does not take it; then nothing listens any more.
   */
  async start(first: readonly Device[]): Promise<void> {
    this.#devices = first;
    rmSync(this.path, { force: true });
    this.#server = await serveOnSocket(this.path, this.#handlers());
    try {
      await this.#register();
    } catch (problem) {
      await this.stop();
      throw problem;
    }
  }

  /** These are its devices from now on. */
  announce(devices: readonly Device[]): void {
    this.#devices = devices;
    for (const watcher of this.#watchers) watcher.send({ devices });
  }

  /** Withdraws its devices, then its socket. */
  async stop(): Promise<void> {
    for (const watcher of this.#watchers) {
      watcher.send({ devices: [] });
      watcher.end();
    }
    this.#watchers.clear();
    const server = this.#server;
    this.#server = undefined;
    await server?.close();
  }

  #handlers(): readonly Handler[] {
    return [
      answering(devicePlugin.options, () => ({ preStartRequired: false, getPreferredAllocationAvailable: false })),
      streaming(devicePlugin.listAndWatch, (watcher) => this.#watch(watcher)),
      answering(devicePlugin.allocate, this.#description.allocate),
      answering(devicePlugin.preStartContainer, () => ({})),
    ];
  }

  #watch(watcher: AnswerStream<DeviceList>): void {
    this.#watchers.add(watcher);
    watcher.onGone(() => this.#watchers.delete(watcher));
    watcher.send({ devices: this.#devices });
  }

  async #register(): Promise<void> {
    const { folder, socket, resource } = this.#description;
    const path = join(folder, kubeletSocket);
    if (!existsSync(path)) throw new Error(`no kubelet listens on ${path}`);
    const kubelet = dialSocket(path);
    try {
      await kubelet.connected(connectionPatienceMs);
      await kubelet.call(registration.register, { version: apiVersion, endpoint: socket, resourceName: resource });
    } finally {
      kubelet.close();
    }
  }
}

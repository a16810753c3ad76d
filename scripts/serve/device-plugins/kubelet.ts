import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isLabelKey } from '../../../sim/stacks/kubevirt/label/node-labels.js';
import { DeviceTable, type PodDevices, type ResourceState } from './device-table.js';
import {
  apiVersion,
  type ContainerAllocation,
  type Device,
  type DevicePluginOptions,
  devicePlugin,
  type Empty,
  type RegisterRequest,
  registration,
} from './messages.js';
import { answering, dialSocket, type RpcClient, type RpcServer, serveOnSocket } from './unix-socket-rpc.js';

/** Name of the kubelet's socket in a folder of device plugins. */
export const kubeletSocket = 'kubelet.sock';

/** How a pod fared with the kubelet. */
export type Admission =
  | { readonly admitted: true; readonly containers: Readonly<Record<string, PodAllocation>>; readonly ignored: readonly string[] }
  | { readonly admitted: false; readonly reason: 'UnexpectedAdmissionError'; readonly message: string };

/** What a pod got of one resource, and what its container gets with it. */
export interface PodAllocation {
  readonly devices: readonly string[];
  readonly response: ContainerAllocation;
}

/** Who wants to know what happens to plugins; one sentence a time. */
export type Listener = (sentence: string) => void;

/**
 * The device manager of a kubelet: plugins register on its socket, it watches what they announce, and gives devices to pods.
 * Checkpoints, NUMA alignment and the plugin watcher's own folder are left out.
 * Source: Kubernetes 1.34 `pkg/kubelet/cm/devicemanager/{manager.go,endpoint.go,plugin/v1beta1}`.
 */
export class Kubelet {
  readonly #folder: string;
  readonly #table: DeviceTable;
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #listener: Listener;
  #server: RpcServer | undefined;

  /** @param now milliseconds since some fixed moment. */
  constructor(folder: string, now: () => number, listener: Listener) {
    this.#folder = folder;
    this.#table = new DeviceTable(now);
    this.#listener = listener;
  }

  /** Listens for plugins. */
  async start(): Promise<void> {
    const path = join(this.#folder, kubeletSocket);
    this.#server = await serveOnSocket(path, [answering(registration.register, (request) => this.#register(request))]);
  }

  /** Hangs up on all plugins and listens no more. */
  async stop(): Promise<void> {
    for (const [resource, endpoint] of [...this.#endpoints]) this.#hangUp(resource, endpoint);
    await this.#server?.close();
    this.#server = undefined;
  }

  /**
   * Ends and begins anew: every socket of the folder is removed, and plugins have to notice and register again. Pods keep what they
   * hold, unless the machine itself was restarted.
   */
  async restart(options: { readonly podsSurvive: boolean }): Promise<void> {
    await this.stop();
    this.#table.forgetDevices();
    if (!options.podsSurvive) this.#table.forgetPods();
    for (const entry of readdirSync(this.#folder, { withFileTypes: true })) {
      if (entry.isSocket()) rmSync(join(this.#folder, entry.name));
    }
    await this.start();
  }

  /** Waits for the first list of every plugin that has registered so far. */
  async settled(): Promise<void> {
    await Promise.all([...this.#endpoints.values()].map(({ listed }) => listed));
  }

  /** Extended resources of the node's status. */
  resources(): readonly ResourceState[] {
    return this.#table.resources();
  }

  /** Pods that hold devices. */
  pods(): readonly PodDevices[] {
    return this.#table.pods();
  }

  /**
   * Takes a pod whose one container asks for these devices, and starts it. Resources that no plugin ever announced are ignored, as
   * the kubelet leaves them to the scheduler.
   */
  async admit(pod: string, wanted: Readonly<Record<string, number>>): Promise<Admission> {
    const containers: Record<string, PodAllocation> = {};
    const ignored: string[] = [];
    const gained: string[] = [];
    try {
      for (const [resource, count] of Object.entries(wanted)) {
        if (!this.#table.knows(resource)) ignored.push(resource);
        else containers[resource] = await this.#allocate(pod, resource, count, gained);
      }
      return { admitted: true, containers, ignored };
    } catch (problem) {
      for (const resource of gained) this.#table.letGo(pod, resource);
      const message = `Allocate failed due to ${(problem as Error).message}, which is unexpected`;
      return { admitted: false, reason: 'UnexpectedAdmissionError', message };
    }
  }

  /** A pod has ended. @returns false when it held nothing. */
  release(pod: string): boolean {
    return this.#table.release(pod);
  }

  async #register({ version, resourceName, endpoint }: RegisterRequest): Promise<Empty> {
    const problem = refusalOf(version, resourceName);
    if (problem !== undefined) {
      this.#listener(`registration refused: ${problem}`);
      throw new Error(problem);
    }
    await this.#connect(resourceName, endpoint);
    return {};
  }

  async #connect(resource: string, socket: string): Promise<void> {
    const client = dialSocket(join(this.#folder, socket));
    const options = await optionsOf(client);
    const previous = this.#endpoints.get(resource);
    let wasListed = (): void => {};
    const listed = new Promise<void>((resolve) => {
      wasListed = resolve;
    });
    const endpoint: Endpoint = { client, socket, options, listed };
    this.#endpoints.set(resource, endpoint);
    previous?.client.close();
    this.#table.connect(resource);
    this.#listener(`${resource} registered by ${socket}`);
    client.watch(
      devicePlugin.listAndWatch,
      {},
      {
        answer: ({ devices }) => {
          if (this.#endpoints.get(resource) === endpoint) this.#announce(resource, devices);
          wasListed();
        },
        ended: () => {
          this.#hangUp(resource, endpoint);
          wasListed();
        },
      },
    );
  }

  #announce(resource: string, devices: readonly Device[]): void {
    this.#table.announce(resource, devices);
    const long = devices.find(({ ID }) => ID.length > deviceIdLengthMax);
    if (long !== undefined) this.#listener(`${resource} has a device ID of ${long.ID.length} characters: ${long.ID}`);
  }

  /** Nothing happens when another plugin serves the resource meanwhile. */
  #hangUp(resource: string, endpoint: Endpoint): void {
    endpoint.client.close();
    if (this.#endpoints.get(resource) !== endpoint) return;
    this.#endpoints.delete(resource);
    this.#table.disconnect(resource);
    this.#listener(`${resource} is no longer served by ${endpoint.socket}`);
  }

  /** @param gained resources the pod did not hold before; they are taken before the plugin is asked, so nobody else gets them. */
  async #allocate(pod: string, resource: string, count: number, gained: string[]): Promise<PodAllocation> {
    const available = this.#table.available(pod, resource, count);
    if (!available.ok) throw new Error(available.reason);
    const endpoint = this.#endpoints.get(resource);
    if (endpoint === undefined) throw new Error(`endpoint of ${resource} has been stopped`);
    const isNew = !this.#table.holds(pod, resource);
    const devices = isNew ? await chosen(endpoint, available.value, count) : available.value;
    if (isNew) gained.push(resource);
    this.#table.hold(pod, resource, devices);
    const { containerResponses } = await endpoint.client.call(devicePlugin.allocate, {
      containerRequests: [{ devicesIds: devices }],
    });
    const [response] = containerResponses;
    if (response === undefined) throw new Error('no containers return in allocation response');
    if (endpoint.options.preStartRequired) await preStarted(endpoint, devices);
    return { devices, response: withoutEmpty(response) };
  }
}

/** A plugin that serves a resource. */
interface Endpoint {
  readonly client: RpcClient;
  readonly socket: string;
  readonly options: DevicePluginOptions;
  /** Its first list has come, or it has ended without. */
  readonly listed: Promise<void>;
}

/** Why the kubelet does not take a plugin; undefined when it does. */
function refusalOf(version: string, resource: string): string | undefined {
  if (version !== apiVersion) {
    return `requested API version ${JSON.stringify(version)} is not supported by kubelet. Supported version is ["${apiVersion}"]`;
  }
  return isExtendedResource(resource) ? undefined : `the ResourceName ${JSON.stringify(resource)} is invalid`;
}

/** `vendor.example/name`, not one of Kubernetes' own. Source: Kubernetes 1.34 `pkg/apis/core/v1/helper/helpers.go`. */
function isExtendedResource(name: string): boolean {
  const isNative = !name.includes('/') || name.includes('kubernetes.io/');
  return !isNative && !name.startsWith('requests.') && isLabelKey(`requests.${name}`);
}

/** What the API allows; the kubelet does not look. Source: `api.proto`, message `Device`. */
const deviceIdLengthMax = 63;

const dialPatienceMs = 10_000;

async function optionsOf(client: RpcClient): Promise<DevicePluginOptions> {
  try {
    await client.connected(dialPatienceMs);
  } catch (problem) {
    client.close();
    throw new Error(`failed to dial device plugin: ${(problem as Error).message}`);
  }
  try {
    return await client.call(devicePlugin.options, {});
  } catch (problem) {
    client.close();
    throw new Error(`failed to get device plugin options: ${(problem as Error).message}`);
  }
}

/** Devices in the order of the list, those first that the plugin prefers, if it wants to be asked. */
async function chosen({ client, options }: Endpoint, available: readonly string[], count: number): Promise<readonly string[]> {
  if (!options.getPreferredAllocationAvailable || count >= available.length) return available.slice(0, count);
  const { containerResponses } = await client.call(devicePlugin.preferredAllocation, {
    containerRequests: [{ availableDeviceIDs: available, mustIncludeDeviceIDs: [], allocationSize: count }],
  });
  const preferred = (containerResponses[0]?.deviceIDs ?? []).filter((id) => available.includes(id));
  return [...new Set([...preferred, ...available])].slice(0, count);
}

function withoutEmpty(response: ContainerAllocation): ContainerAllocation {
  return Object.fromEntries(Object.entries(response).filter(([, value]) => Object.keys(value as object).length > 0));
}

async function preStarted({ client }: Endpoint, devices: readonly string[]): Promise<void> {
  try {
    await client.call(devicePlugin.preStartContainer, { devicesIds: devices });
  } catch (problem) {
    throw new Error(`device plugin PreStartContainer rpc failed with err: ${(problem as Error).message}`);
  }
}

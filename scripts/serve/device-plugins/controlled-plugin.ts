import { existsSync } from 'node:fs';
import type { DevicePlugin } from './device-plugin.js';
import type { Listener } from './kubelet.js';
import type { Device } from './messages.js';

/** Waits before the next attempt, in milliseconds, by the number of failures in a row. Source: KubeVirt v1.9 `device_controller.go`. */
export const defaultBackoffMs: readonly number[] = [1000, 2000, 5000, 10_000];

/** A plugin that is started again whenever it fails, or when its socket was taken away, until it is ended. */
export class ControlledPlugin {
  readonly resource: string;
  readonly #plugin: DevicePlugin;
  readonly #backoffMs: readonly number[];
  readonly #listener: Listener;
  #devices: readonly Device[] = [];
  #state: 'ended' | 'starting' | 'registered' | 'waiting' = 'ended';
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #attempt: Promise<void> = Promise.resolve();

  constructor(resource: string, plugin: DevicePlugin, backoffMs: readonly number[], listener: Listener) {
    this.resource = resource;
    this.#plugin = plugin;
    this.#backoffMs = backoffMs;
    this.#listener = listener;
  }

  /** Its socket was there and is not there any more: a kubelet began anew, or somebody removed it. */
  get hasLostItsSocket(): boolean {
    return this.#state === 'registered' && !existsSync(this.#plugin.path);
  }

  /** Is it not to be started again? */
  get isEnded(): boolean {
    return this.#state === 'ended';
  }

  /** Starts it. Resolves after the first attempt, however that went. @param first a list that only the first attempt sends. */
  begin(devices: readonly Device[], first: readonly Device[] = devices): Promise<void> {
    this.#devices = devices;
    this.#failures = 0;
    return this.#try(first);
  }

  /** These are its devices from now on. */
  announce(devices: readonly Device[]): void {
    this.#devices = devices;
    if (this.#state === 'registered') this.#plugin.announce(devices);
  }

  /** Ends what is left of it, and starts it again after the shortest wait. */
  async beginAgain(devices: readonly Device[]): Promise<void> {
    this.#devices = devices;
    this.#failures = 0;
    this.#state = 'waiting';
    await this.#plugin.stop();
    this.#tryLater();
  }

  /** Withdraws its devices and does not start it again. */
  async end(): Promise<void> {
    this.#state = 'ended';
    clearTimeout(this.#timer);
    await this.#attempt;
    await this.#plugin.stop();
  }

  #try(first: readonly Device[]): Promise<void> {
    this.#state = 'starting';
    this.#attempt = this.#attemptOnce(first);
    return this.#attempt;
  }

  async #attemptOnce(first: readonly Device[]): Promise<void> {
    try {
      await this.#plugin.start(first);
      if (this.isEnded) return;
      this.#state = 'registered';
      this.#failures = 0;
      if (first !== this.#devices) this.#plugin.announce(this.#devices);
    } catch (problem) {
      if (this.isEnded) return;
      this.#failures = Math.min(this.#failures + 1, this.#backoffMs.length - 1);
      this.#state = 'waiting';
      this.#listener(`${this.resource}: error starting the device plugin: ${(problem as Error).message}`);
      this.#tryLater();
    }
  }

  #tryLater(): void {
    if (this.isEnded) return;
    this.#timer = setTimeout(() => void this.#try(this.#devices), this.#backoffMs[this.#failures] ?? 0);
  }
}

import type { Command, HostFaultName } from '../../../sim/contracts/commands.js';
import { hostFaultNames } from '../../../sim/contracts/commands.js';
import type { TraceEvent } from '../../../sim/contracts/evidence.js';

/** What can be wrong with a host for a while, so that other things happen meanwhile. */
export const lastingFaults = [...hostFaultNames, 'file-damaged', 'quote-service-gone', 'scheduler-lag'] as const;

/** One of {@link lastingFaults}. */
export type LastingFault = (typeof lastingFaults)[number];

const none: ReadonlySet<LastingFault> = new Set();

/** What is wrong with each host at the moment, as far as the events of a trace that were seen tell. */
export class OpenFaults {
  readonly #open = new Map<string, Set<LastingFault>>();
  readonly #damaged = new Map<string, Set<string>>();

  /** What is wrong with a host now. */
  on(host: string): ReadonlySet<LastingFault> {
    return this.#open.get(host) ?? none;
  }

  /** Takes the next event into account. */
  see(event: TraceEvent): void {
    if (event.event === 'fault') this.#set(event.host, event.fault, event.on);
    if (event.event === 'command') this.#command(event.command);
  }

  #command(command: Command): void {
    switch (command.do) {
      case 'spoil':
      case 'repair':
        return this.#damage(command.host, command.path, command.do === 'spoil');
      case 'quote-service':
        return this.#set(command.host, 'quote-service-gone', command.left !== 'socket');
      case 'lag':
      case 'catch-up':
        return this.#set(command.host, 'scheduler-lag', command.do === 'lag');
      case 'reboot':
        return this.#reboot(command.host);
    }
  }

  #set(host: string, fault: LastingFault, on: boolean): void {
    const open = this.#open.get(host) ?? new Set();
    if (on) open.add(fault);
    else open.delete(fault);
    this.#open.set(host, open);
  }

  #damage(host: string, path: string, on: boolean): void {
    const damaged = this.#damaged.get(host) ?? new Set();
    if (on) damaged.add(path);
    else damaged.delete(path);
    this.#damaged.set(host, damaged);
    this.#set(host, 'file-damaged', damaged.size > 0);
  }

  #reboot(host: string): void {
    this.#damaged.delete(host);
    for (const fault of this.on(host)) if (!survivesReboot.has(fault)) this.#set(host, fault, false);
  }
}

/** What a reboot does not put right: what is broken in the security processor, and a cache on another machine. */
const survivesReboot: ReadonlySet<LastingFault> = new Set<HostFaultName | 'scheduler-lag'>([
  'flush-fails',
  'release-fails',
  'psp-error',
  'scheduler-lag',
]);

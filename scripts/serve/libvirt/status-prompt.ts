/** The line a user types at, which also says how busy the hosts are: clients, domains, key IDs. */
import { keyPools } from '../../../sim/contracts/protection.js';
import type { Host } from '../../../sim/host/host.js';
import type { LibvirtDaemon } from '../../../sim/libvirtd/daemon.js';

/** A host with its libvirt, once it has one. */
interface BusyHost {
  readonly name: string;
  readonly host: Host;
  readonly libvirt?: { readonly daemon: LibvirtDaemon };
}

/** Clients come and go without an event. */
const lookEveryMs = 500;

/** Keeps the prompt true. Where nobody sits at a screen, {@link BusyHost}s are not even looked at more than that. */
export function statusPrompt(hosts: readonly BusyHost[], input: { prompt(text: string): void }) {
  let shown = '';
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    const text = promptText(hosts);
    if (timer === undefined || text === shown) return;
    shown = text;
    input.prompt(text);
  };
  return {
    changed,
    begin: () => {
      timer = setInterval(changed, lookEveryMs).unref();
      changed();
    },
    end: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/** `genoa [2 clients, 3 domains, sev_es 3/99]> `; of several hosts the sums. */
export function promptText(hosts: readonly BusyHost[]): string {
  const name = hosts.length === 1 ? (hosts[0]?.name ?? '') : `${hosts.length} hosts`;
  const clients = sum(hosts.map(({ libvirt }) => libvirt?.daemon.connections.length ?? 0));
  const domains = sum(hosts.map(({ host }) => host.guestCount));
  return `${name} [${[counted(clients, 'client'), counted(domains, 'domain'), ...keyIds(hosts)].join(', ')}]> `;
}

function keyIds(hosts: readonly BusyHost[]): readonly string[] {
  return keyPools.flatMap((pool) => {
    const able = hosts.filter(({ host }) => host.boot.miscCapacity[pool] !== undefined);
    const capacity = sum(able.map(({ host }) => host.boot.miscCapacity[pool] ?? 0));
    const used = sum(able.map(({ host }) => Number(host.truth.live.miscGroups[0]?.resources[pool].current ?? 0)));
    return able.length === 0 ? [] : [`${pool} ${used}/${capacity}`];
  });
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

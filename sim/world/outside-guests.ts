import type { Command } from '../contracts/commands.js';
import type { Cluster } from './cluster.js';
import { lookAround, makeGroups } from './host-inspection.js';
import { outsideDomainXml } from './outside-domain.js';
import type { WorldHost } from './world-host.js';

/** Guests that somebody starts with plain libvirt, behind the control plane's back. */
export class OutsideGuests {
  readonly #cluster: Cluster;
  #started = 0;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Starts some of one protection. */
  start(here: WorldHost, { protection, count, group }: Extract<Command, { do: 'start-outside' }>): void {
    const { host, outside } = here;
    for (let done = 0; done < count; done += 1) {
      const name = `outside-${this.#started}`;
      this.#started += 1;
      const xml = outsideDomainXml(name, protection, host.boot.firmwareFiles);
      const { value, look } = lookAround(here, group, () => {
        if (group !== undefined) makeGroups(host, group);
        return host.startDomain(xml, { cgroup: group ?? '/' }).result;
      });
      this.#cluster.trace.recordStart(name, here, protection, true, value, look);
      if (value.started) outside.push({ name, protection, ...(group !== undefined && { group }) });
    }
  }

  /** Stops the oldest of a host. */
  stop(here: WorldHost, count: number): void {
    for (const { name, protection, group } of here.outside.splice(0, count)) {
      const { look } = lookAround(here, group, () => here.host.destroyDomain(name));
      this.#cluster.somethingChanged = true;
      this.#cluster.trace.recordRelease(name, here, protection, true, look);
    }
  }
}

import { done, type Outcome } from '../../core/outcome.js';
import { childOf, type XmlNode } from '../../core/xml-reader.js';
import type { Daemon, Fault } from '../daemon-contract.js';
import { fault } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { devicesOf } from './definition.js';
import { attributeOf } from './document/xml-part.js';
import type { Domain } from './domain-store.js';
import { onDomain, onRunning } from './on-domain.js';
import { withoutAgent } from './resource-handlers.js';

/** Handlers of disks, interfaces and the guest agent. Nothing is read, written or sent by guests of ours. Source: libvirt 11.3.0, as run. */
export const deviceHandlers: Handlers = {
  domainGetBlockInfo: onDomain((domain, { path }, { daemon }) => {
    const disk = diskNamed(domain, path, daemon);
    return disk.ok ? done({ allocation: 0n, capacity: diskBytes, physical: diskBytes }) : disk;
  }),
  domainBlockStats: onRunning((domain, { path }, { daemon }) => {
    const disk = diskNamed(domain, path, daemon);
    return disk.ok ? done({ rdReq: 0n, rdBytes: 0n, wrReq: 0n, wrBytes: 0n, errs: -1n }) : disk;
  }),
  domainInterfaceStats: onRunning((domain, { device }, { daemon }) => {
    const known = devicesOf(domain.definition, 'interface').some((each) => attributeOf(each, 'target', 'dev') === device);
    if (!known) return fault(daemon, 'invalid-argument', `'${device}' is not a known interface`);
    return done({ rxBytes: 0n, rxPackets: 0n, rxErrs: 0n, rxDrop: 0n, txBytes: 0n, txPackets: 0n, txErrs: 0n, txDrop: 0n });
  }),
  domainGetDiskErrors: onRunning(() => done({ errors: [], nerrors: 0 })),
  domainGetHostname: onDomain((domain, _, { daemon }) => withoutAgent(domain, daemon)),
  domainGetFsinfo: onDomain((domain, _, { daemon }) => withoutAgent(domain, daemon)),
  domainGetTime: onDomain((domain, _, { daemon }) => withoutAgent(domain, daemon)),
  domainInterfaceAddresses: onDomain((domain, _, { daemon }) => withoutAgent(domain, daemon)),
};

/** Every image is said to hold 10 GiB (assumed). */
const diskBytes = 10n * 1024n ** 3n;

/** A disk by its target or its image. */
function diskNamed({ definition }: Domain, path: string, daemon: Daemon): Outcome<XmlNode, Fault> {
  const disk = devicesOf(definition, 'disk').find(
    (each) => attributeOf(each, 'target', 'dev') === path || sourceOf(each) === path,
  );
  return disk === undefined ? fault(daemon, 'invalid-argument', `invalid path ${path} not assigned to domain`) : done(disk);
}

function sourceOf(disk: XmlNode): string | undefined {
  const { file, dev } = childOf(disk, 'source')?.attributes ?? {};
  return file ?? dev;
}

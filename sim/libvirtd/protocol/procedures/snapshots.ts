/**
 * Snapshots and checkpoints of domains.
 * Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`.
 */
import { array, domain, int, string, uint } from '../layouts.js';
import { none, read, write, writeWith } from '../procedure.js';
import { limits } from './limits.js';
import { domainCheckpoint, domainSnapshot } from './structures.js';

/** Snapshots and checkpoints of domains. */
export const snapshotsProcedures = {
  domainSnapshotCreateXml: write(
    'virDomainSnapshotCreateXML',
    185,
    { dom: domain, xmlDesc: string, flags: uint },
    { snap: domainSnapshot },
  ),
  domainSnapshotGetXmlDesc: writeWith(
    'flags',
    0x1,
    'virDomainSnapshotGetXMLDesc with secure flag',
    read(186, { snap: domainSnapshot, flags: uint }, { xml: string }),
  ),
  domainSnapshotNum: read(187, { dom: domain, flags: uint }, { num: int }),
  domainSnapshotListNames: read(
    188,
    { dom: domain, maxnames: int, flags: uint },
    { names: array(string, limits.domainSnapshotList) },
  ),
  domainSnapshotLookupByName: read(189, { dom: domain, name: string, flags: uint }, { snap: domainSnapshot }),
  domainHasCurrentSnapshot: read(190, { dom: domain, flags: uint }, { result: int }),
  domainSnapshotCurrent: read(191, { dom: domain, flags: uint }, { snap: domainSnapshot }),
  domainRevertToSnapshot: write('virDomainRevertToSnapshot', 192, { snap: domainSnapshot, flags: uint }, none),
  domainSnapshotDelete: write('virDomainSnapshotDelete', 193, { snap: domainSnapshot, flags: uint }, none),
  domainSnapshotGetParent: read(244, { snap: domainSnapshot, flags: uint }, { snap: domainSnapshot }),
  domainSnapshotNumChildren: read(246, { snap: domainSnapshot, flags: uint }, { num: int }),
  domainSnapshotListChildrenNames: read(
    247,
    { snap: domainSnapshot, maxnames: int, flags: uint },
    { names: array(string, limits.domainSnapshotList) },
  ),
  domainSnapshotIsCurrent: read(271, { snap: domainSnapshot, flags: uint }, { current: int }),
  domainSnapshotHasMetadata: read(272, { snap: domainSnapshot, flags: uint }, { metadata: int }),
  domainListAllSnapshots: read(
    274,
    { dom: domain, needResults: int, flags: uint },
    { snapshots: array(domainSnapshot, limits.domainSnapshotList), ret: int },
  ),
  domainSnapshotListAllChildren: read(
    275,
    { snapshot: domainSnapshot, needResults: int, flags: uint },
    { snapshots: array(domainSnapshot, limits.domainSnapshotList), ret: int },
  ),
  domainCheckpointCreateXml: write(
    'virDomainCheckpointCreateXML',
    411,
    { dom: domain, xmlDesc: string, flags: uint },
    { checkpoint: domainCheckpoint },
  ),
  domainCheckpointGetXmlDesc: writeWith(
    'flags',
    0x1,
    'virDomainCheckpointGetXMLDesc with secure flag',
    read(412, { checkpoint: domainCheckpoint, flags: uint }, { xml: string }),
  ),
  domainListAllCheckpoints: read(
    413,
    { dom: domain, needResults: int, flags: uint },
    { checkpoints: array(domainCheckpoint, limits.domainCheckpointList), ret: int },
  ),
  domainCheckpointListAllChildren: read(
    414,
    { checkpoint: domainCheckpoint, needResults: int, flags: uint },
    { checkpoints: array(domainCheckpoint, limits.domainCheckpointList), ret: int },
  ),
  domainCheckpointLookupByName: read(415, { dom: domain, name: string, flags: uint }, { checkpoint: domainCheckpoint }),
  domainCheckpointGetParent: read(416, { checkpoint: domainCheckpoint, flags: uint }, { parent: domainCheckpoint }),
  domainCheckpointDelete: write('virDomainCheckpointDelete', 417, { checkpoint: domainCheckpoint, flags: uint }, none),
} as const;

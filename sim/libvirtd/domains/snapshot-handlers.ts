import { done } from '../../core/outcome.js';
import { fault, unsupportedFunction } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { onDomain } from './on-domain.js';

/** Handlers of snapshots and checkpoints: there are none, and none can be made. */
export const snapshotHandlers: Handlers = {
  domainSnapshotNum: onDomain(() => done({ num: 0 })),
  domainSnapshotListNames: onDomain(() => done({ names: [] })),
  domainListAllSnapshots: onDomain(() => done({ snapshots: [], ret: 0 })),
  domainHasCurrentSnapshot: onDomain(() => done({ result: 0 })),
  domainSnapshotCurrent: onDomain((_, __, { daemon }) =>
    fault(daemon, 'no-snapshot', 'the domain does not have a current snapshot'),
  ),
  domainSnapshotLookupByName: onDomain((_, { name }, { daemon }) =>
    fault(daemon, 'no-snapshot', `no domain snapshot with matching name '${name}'`),
  ),
  domainSnapshotCreateXml: onDomain((_, __, { daemon }) => unsupportedFunction(daemon, 'virDomainSnapshotCreateXML')),
  domainListAllCheckpoints: onDomain(() => done({ checkpoints: [], ret: 0 })),
  domainCheckpointLookupByName: onDomain((_, { name }, { daemon }) =>
    fault(daemon, 'no-checkpoint', `no domain checkpoint with matching name '${name}'`),
  ),
  domainCheckpointCreateXml: onDomain((_, __, { daemon }) => unsupportedFunction(daemon, 'virDomainCheckpointCreateXML')),
};

import { done } from '../../core/outcome.js';
import { fault } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { onRunning } from './on-domain.js';

/** Handlers of what takes long on real hosts. Nothing does here: a job is done before anybody can ask. Source: libvirt 11.3.0, as run. */
export const jobHandlers: Handlers = {
  domainGetJobInfo: onRunning(() => done(noJob)),
  domainGetJobStats: onRunning(() => done({ type: 0, params: [] })),
  domainAbortJob: onRunning((_, __, { daemon }) => fault(daemon, 'operation-invalid', 'no job is active on the domain')),
  domainAbortJobFlags: onRunning((_, __, { daemon }) => fault(daemon, 'operation-invalid', 'no job is active on the domain')),
  domainMigrateGetMaxSpeed: onRunning(() => done({ bandwidth: 8796093022207n })),
  domainMigrateSetMaxSpeed: onRunning(() => done(undefined)),
  domainMigrateGetMaxDowntime: onRunning(() => done({ downtime: 300n })),
  domainMigrateSetMaxDowntime: onRunning(() => done(undefined)),
};

const noJob = {
  type: 0,
  timeElapsed: 0n,
  timeRemaining: 0n,
  dataTotal: 0n,
  dataProcessed: 0n,
  dataRemaining: 0n,
  memTotal: 0n,
  memProcessed: 0n,
  memRemaining: 0n,
  fileTotal: 0n,
  fileProcessed: 0n,
  fileRemaining: 0n,
};

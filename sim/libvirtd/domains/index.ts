import type { Handlers } from '../protocol/procedures.js';
import { autostartHandlers } from './autostart-handlers.js';
import { defineHandlers } from './define-handlers.js';
import { describeHandlers } from './describe-handlers.js';
import { deviceHandlers } from './device-handlers.js';
import { jobHandlers } from './job-handlers.js';
import { launchSecurityHandlers } from './launch-security-handlers.js';
import { lifeHandlers } from './life-handlers.js';
import { listHandlers } from './list-handlers.js';
import { metadataHandlers } from './metadata-handlers.js';
import { migrationHandlers } from './migration/migration-handlers.js';
import { resourceHandlers } from './resource-handlers.js';
import { saveHandlers } from './save-handlers.js';
import { snapshotHandlers } from './snapshot-handlers.js';
import { statsHandlers } from './stats-handlers.js';
import { undefineHandlers } from './undefine-handlers.js';

/** Everything a daemon does with domains. */
export const domainHandlers: Handlers = {
  ...defineHandlers,
  ...lifeHandlers,
  ...undefineHandlers,
  ...saveHandlers,
  ...autostartHandlers,
  ...listHandlers,
  ...describeHandlers,
  ...resourceHandlers,
  ...deviceHandlers,
  ...statsHandlers,
  ...metadataHandlers,
  ...migrationHandlers,
  ...jobHandlers,
  ...launchSecurityHandlers,
  ...snapshotHandlers,
};

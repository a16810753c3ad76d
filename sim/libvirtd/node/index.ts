import type { Handlers } from '../protocol/procedures.js';
import { cpuHandlers } from './cpu-handlers.js';
import { domainCapabilitiesHandlers } from './domain-capabilities.js';
import { hostInfoHandlers } from './host-info.js';
import { machineDescriptionHandlers } from './machine-description.js';
import { memoryHandlers } from './memory.js';
import { neighbourHandlers } from './neighbours.js';
import { processorTimeHandlers } from './processor-time.js';
import { sevInfoHandlers } from './sev-info.js';

/** Everything a client asks about the host rather than about a domain, and libvirt's other drivers, which have nothing here. */
export const nodeHandlers: Handlers = {
  ...neighbourHandlers,
  ...hostInfoHandlers,
  ...domainCapabilitiesHandlers,
  ...sevInfoHandlers,
  ...cpuHandlers,
  ...machineDescriptionHandlers,
  ...memoryHandlers,
  ...processorTimeHandlers,
};

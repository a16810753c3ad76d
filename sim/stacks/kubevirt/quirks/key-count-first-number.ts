import { firstNumberOfFile } from '../devices/misc-capacity.js';
import type { Quirk } from './quirk.js';

/** The first number in misc.capacity is taken, whatever resource it belongs to. */
export const keyCountFirstNumber: Quirk = {
  name: 'key-count-first-number',
  sentence: 'The first number in misc.capacity is taken, whatever resource it belongs to.',
  releases: [{ product: 'intel-fork', from: 'mid-stream', to: 'mid-stream' }],
  source: 'intel/kubevirt-tdx@51a4ecf07 pkg/virt-handler/node-labeller/cpu_plugin.go (getTDXKeyNumber)',
  killedBy: 'kubevirt/resources/sev-esids-equal-capacity',
  choices: { readMiscCapacity: firstNumberOfFile },
};

import { parseMaxWrite } from '../../../sim/host/misc-max-grammar.js';
import { type HostMutant, withMiscRule } from './host-mutant.js';

/** misc.max takes the first of two lines that are written at once. */
export const twoLinesAccepted: HostMutant = {
  name: 'two-lines-accepted',
  sentence: 'misc.max takes the first of two lines that are written at once.',
  killedBy: 'host/cgroup/limit-grammar',
  machine: withMiscRule({ parseMaxWrite: (bytes, resources) => parseMaxWrite(bytes.split('\n')[0] ?? '', resources) }),
};

import { parseMaxWrite } from '../../../sim/host/misc-max-grammar.js';
import { type HostMutant, withMiscRule } from './host-mutant.js';

/** misc.max takes MAX and Max for max. */
export const anyCaseMax: HostMutant = {
  name: 'any-case-max',
  sentence: 'misc.max takes MAX and Max for max.',
  killedBy: 'host/cgroup/limit-grammar',
  machine: withMiscRule({ parseMaxWrite: (bytes, resources) => parseMaxWrite(bytes.replace(/max/i, 'max'), resources) }),
};

import { parseMaxWrite } from '../../../sim/host/misc-max-grammar.js';
import { type HostMutant, withMiscRule } from './host-mutant.js';

/** misc.max takes any white space between resource and number. */
export const anyWhiteSpace: HostMutant = {
  name: 'any-white-space',
  sentence: 'misc.max takes any white space between resource and number.',
  killedBy: 'host/cgroup/limit-grammar',
  machine: withMiscRule({ parseMaxWrite: (bytes, resources) => parseMaxWrite(bytes.trim().replace(/\s+/, ' '), resources) }),
};

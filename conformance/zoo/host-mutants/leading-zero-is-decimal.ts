import { parseMaxWrite } from '../../../sim/host/misc-max-grammar.js';
import { type HostMutant, withMiscRule } from './host-mutant.js';

/** misc.max reads a number with a leading zero as decimal. */
export const leadingZeroIsDecimal: HostMutant = {
  name: 'leading-zero-is-decimal',
  sentence: 'misc.max reads a number with a leading zero as decimal.',
  killedBy: 'host/cgroup/limit-grammar',
  machine: withMiscRule({ parseMaxWrite: (bytes, resources) => parseMaxWrite(bytes.replace(/ 0+(?=[1-9])/, ' '), resources) }),
};

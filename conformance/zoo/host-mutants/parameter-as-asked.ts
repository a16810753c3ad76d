import { type HostMutant, showing } from './host-mutant.js';

/** The parameters of kvm_amd read Y, whatever became of it. */
export const parameterAsAsked: HostMutant = {
  name: 'parameter-as-asked',
  sentence: 'The parameters of kvm_amd read Y, whatever became of it.',
  killedBy: 'host/shown/module-parameters',
  machine: showing(/kvm_amd\/parameters\/sev/, () => 'Y\n'),
};

import type { MiscGroupTruth, MiscResourceTruth } from '../../../sim/contracts/truth.js';
import { MiscGroup } from '../../../sim/host/misc-group.js';
import { type HostMutant, withMiscRule } from './host-mutant.js';

class ForgetfulGroup extends MiscGroup {
  override truth(): MiscGroupTruth {
    const { path, resources } = super.truth();
    const { sev, sev_es, tdx } = resources;
    return { path, resources: { sev: forgetful(sev), sev_es: forgetful(sev_es), tdx: forgetful(tdx) } };
  }
}

function forgetful(resource: MiscResourceTruth): MiscResourceTruth {
  return { ...resource, peak: resource.current };
}

/** misc.peak shows the present usage instead of the highest. */
export const peakFallsWithUsage: HostMutant = {
  name: 'peak-falls-with-usage',
  sentence: 'misc.peak shows the present usage instead of the highest.',
  killedBy: 'host/cgroup/peak-is-highest',
  machine: withMiscRule({ newGroup: (path, parent) => new ForgetfulGroup(path, parent) }),
};

import type { KataQuirk } from './quirk.js';

/** The first line that begins like a resource is taken for it: one of another name, or `sev_es` where `sev` has none. */
export const capacityByPrefix: KataQuirk = {
  name: 'capacity-by-prefix',
  sentence: 'The first line that begins like a resource is taken for it: one of another name, or `sev_es` where `sev` has none.',
  releases: [{ product: 'nfd' }],
  source: 'node-feature-discovery 76e6cc8cc `source/cpu/security_amd64.go` (retrieveCgroupMiscCapacityValue), by reading',
  killedBy: 'kata/labels/unknown-lines-are-passed-over',
  choices: { capacityLineIsOf: (line, resource) => line.startsWith(resource) },
};

import type { Case } from '../../../sim/contracts/commands.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { fewerCommands } from './fewer-commands.js';
import { fewerFaults } from './fewer-faults.js';
import { fewerHosts } from './fewer-hosts.js';
import { plainConfigs } from './plain-configs.js';
import { plainNames } from './plain-names.js';
import { plainerHosts } from './plainer-hosts.js';
import { simplerCommands } from './simpler-commands.js';
import { simplerMachines } from './simpler-machines.js';

/** What a shrink may do beside making a case smaller. */
export interface ShrinkOptions {
  /** Configuration that goes without saying; default: that of the case, which then stays as it is. */
  readonly usual?: JsonObject;
  /** Ids of machines a host may be exchanged for, when they are simpler; default: none. */
  readonly machines?: readonly string[];
  /** Executions it may cost. The default is enough for every case the generators make, and a bound on what a huge one can cost. */
  readonly runsMax?: number;
}

/**
 * The smallest case near this one for which `breaks` still holds. Works on plain values, so enumerated, generated and saved cases
 * shrink alike, and knows the domain: fewer commands, guests, faults and hosts, smaller fills, plainer requests, the usual configuration,
 * settings, versions and machines moved toward the factory's, and names in order. Deterministic; never returns a case that does not
 * break.
 */
export function shrinkCase(theCase: Case, breaks: (candidate: Case) => boolean, options: ShrinkOptions = {}): Case {
  const { runsMax = 400 } = options;
  let best = theCase;
  let runs = 0;
  let improved = true;
  while (improved) {
    improved = false;
    for (const candidate of simplerThan(best, options)) {
      if (runs >= runsMax) return best;
      runs += 1;
      if (breaks(candidate)) {
        best = candidate;
        improved = true;
        break;
      }
    }
  }
  return best;
}

/** Candidates in the order they are tried: the biggest simplifications first. */
function* simplerThan(theCase: Case, { usual = theCase.config, machines = [] }: ShrinkOptions): Generator<Case> {
  yield* fewerCommands(theCase);
  yield* fewerFaults(theCase);
  yield* plainConfigs(theCase, usual);
  yield* fewerHosts(theCase);
  for (const [index, command] of theCase.commands.entries()) {
    for (const simpler of simplerCommands(command, theCase.hosts)) {
      yield { ...theCase, commands: theCase.commands.with(index, simpler) };
    }
  }
  yield* plainerHosts(theCase);
  yield* simplerMachines(theCase, machines);
  yield* plainNames(theCase);
}

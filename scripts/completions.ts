import { deviationsOf } from '../conformance/runner/bench.js';
import { stackKits } from '../conformance/subjects/index.js';
import { listMachines, listSettings, usageOf } from '../profiles/index.js';
import { surfaces } from '../sim/surfaces/index.js';

/**
 * Values for the word that is being typed: what the flag before it takes, or the machines where a machine is due. Undefined when
 * nothing but a flag or a verb can stand there.
 *
 * @param typed words of the command line up to the one being typed.
 * @param positionals those of them that are no flags.
 */
export function completedValues(typed: readonly string[], positionals: readonly string[]): readonly string[] | undefined {
  const [before = '', current = ''] = typed.slice(-2);
  return valuesAfter(before, positionals)?.filter((value) => value.startsWith(current));
}

function valuesAfter(flag: string, positionals: readonly string[]): readonly string[] | undefined {
  if (flag === '--setting') return listSettings().map((setting) => usageOf(setting).replace(/=.*/, '='));
  if (flag === '--surface') return surfaces.map(({ id }) => id);
  if (flag === '--quirk') return stackKits.flatMap((kit) => deviationsOf(kit).map(({ name }) => name));
  if (flag === '--compat') return stackKits.flatMap(({ releases }) => releases);
  if (flag === '--requirement') return stackKits.flatMap(({ requirements }) => requirements.map(({ id }) => id));
  if (flag === '--stack') return stackKits.map(({ stack }) => stack);
  const wantsMachine =
    /^--(machine|host)$/.test(flag) ||
    /^(show|export|exec|serve|fuzz)$/.test(flag) ||
    (positionals[0] === 'profile' && flag === 'check') ||
    (positionals[0] === 'attest' && /^(report|quote)$/.test(flag));
  return wantsMachine ? listMachines().map(({ id }) => id) : undefined;
}

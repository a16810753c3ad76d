import { listSettings } from '../../../profiles/index.js';
import type { Case, CaseHost } from '../../../sim/contracts/commands.js';
import { without } from './plainer-specs.js';

/** One host with a setting or a version less, or with a smaller number in a setting. */
export function* plainerHosts(theCase: Case): Generator<Case> {
  for (const [index, host] of theCase.hosts.entries()) {
    for (const plainer of plainerThan(host)) yield { ...theCase, hosts: theCase.hosts.with(index, plainer) };
  }
}

function* plainerThan(host: CaseHost): Generator<CaseHost> {
  const { settings, versions } = host;
  for (const name of Object.keys(settings)) yield { ...host, settings: without(settings, name) };
  if (versions !== undefined) yield without(host, 'versions');
  for (const software of Object.keys(versions ?? {}) as (keyof typeof versions)[]) {
    yield { ...host, versions: without(versions ?? {}, software) };
  }
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value !== 'number') continue;
    for (const less of smallerNumbers(value, leastOf(name))) yield { ...host, settings: { ...settings, [name]: less } };
  }
}

/** The least there is, half of the way to it, one less. */
export function smallerNumbers(value: number, least: number): readonly number[] {
  return [...new Set([least, least + Math.floor((value - least) / 2), value - 1])].filter(
    (less) => less >= least && less < value,
  );
}

function leastOf(name: string): number {
  const kind = listSettings().find(({ id }) => id === name)?.value;
  return kind?.type === 'integer' ? kind.minimum : 0;
}

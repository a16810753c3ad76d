import type { JsonObject } from '../../sim/core/json.js';
import { type InputPlace, UsageError } from '../../sim/core/usage-error.js';

/**
 * One step from a frozen format to its successor. Each step knows two formats only, so old ones are never touched again: a log
 * of format 1 is read by format 4 through 1→2, 2→3 and 3→4.
 */
export interface Upgrader {
  /** Frozen name, e.g. `fauxmetal-log/1`. */
  readonly from: string;
  /** The next name, e.g. `fauxmetal-log/2`. */
  readonly to: string;
  /**
   * Turns one record of the old format into the new one; the format's own name is replaced for it.
   *
   * @param header the record that carries the format, in the old format: the `run` of a log, a report itself.
   */
  upgrade(record: JsonObject, header: JsonObject): JsonObject;
}

/**
 * The steps from one format to the current one, none when it is current.
 *
 * @throws UsageError when the format is unknown or newer than this fauxmetal.
 */
export function stepsToCurrent(
  format: string,
  current: string,
  upgraders: readonly Upgrader[],
  place: InputPlace,
): readonly Upgrader[] {
  if (format === current) return [];
  const step = upgraders.find((upgrader) => upgrader.from === format);
  if (step === undefined) throw unknownFormat(format, current, place);
  return [step, ...stepsToCurrent(step.to, current, upgraders, place)];
}

/** Takes one record through the steps; the header goes along, so that each step sees both in its own format. */
export function upgradeRecord(record: JsonObject, header: JsonObject, steps: readonly Upgrader[]): JsonObject {
  let upgraded = { record, header };
  for (const step of steps) {
    upgraded = {
      record: renamed(step.upgrade(upgraded.record, upgraded.header), step.to),
      header: renamed(step.upgrade(upgraded.header, upgraded.header), step.to),
    };
  }
  return upgraded.record;
}

function renamed(record: JsonObject, format: string): JsonObject {
  return 'format' in record ? { ...record, format } : record;
}

function unknownFormat(format: string, current: string, place: InputPlace): UsageError {
  const [family, number] = splitName(format);
  const [currentFamily, currentNumber] = splitName(current);
  if (family === currentFamily && number > currentNumber) {
    return new UsageError(`"${format}" is newer than "${current}", the newest format known here`, {
      place,
      fix: 'update fauxmetal',
    });
  }
  return new UsageError(`unknown format "${format}"`, { place, fix: `this fauxmetal reads "${current}" and its predecessors` });
}

function splitName(format: string): readonly [family: string, number: number] {
  const [family = '', number = ''] = format.split('/');
  return [family, Number(number)];
}

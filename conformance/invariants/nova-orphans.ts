import type { Report } from '../model/nova-replay.js';

/**
 * A guest on the host whose protection the service does not support; undefined when there is none, or where nobody can say.
 */
export function orphanOf({ detection, guests }: Report): string | undefined {
  const { models } = detection;
  if (models === undefined) return undefined;
  for (const [guest, protection] of guests) {
    if (protection !== 'none' && !models[protection].reported) return guest;
  }
  return undefined;
}

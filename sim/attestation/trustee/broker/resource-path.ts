import { done } from '../../../core/outcome.js';
import type { DialectName } from '../dialect.js';
import { refuse, type Step } from '../refusal.js';

/**
 * The path of a secret, three segments: `default/key/key2`. In `2024-08` the first may be left out and is then `default`. A segment never
 * begins with a dot, so none leads out of the store; the broker of 2024 saw to that for two segments only. Source:
 * kbs/src/plugins/implementations/resource/backend.rs of trustee 78962cd4.
 */
export function resourcePath(segments: readonly string[], dialect: DialectName): Step<string> {
  const all = dialect === '2024-08' && segments.length === 2 ? ['default', ...segments] : segments;
  if (all.length !== 3 || !all.every((segment) => segment.length <= longest && shape.test(segment)))
    return refuse('resource', 'resource-path', 'illegal ResourceDesc format.');
  return done(all.join('/'));
}

const shape = /^[a-zA-Z0-9_-]+[a-zA-Z0-9_.-]*$/;

/** Longest file name of Linux, which is what segments become in a real store. */
const longest = 255;

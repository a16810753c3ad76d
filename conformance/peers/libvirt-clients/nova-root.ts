import type { Outcome } from '../../../sim/core/outcome.js';
import { findRoot, type ReleaseRoot } from './release-root.js';

/** A root with OpenStack Nova of Debian sid and Python's libvirt of the same release; Nova runs grep. */
export function findNovaRoot(): Promise<Outcome<ReleaseRoot, string>> {
  return findRoot('sid', 'nova', ['bash', 'coreutils', 'grep', 'python3', 'python3-libvirt', 'python3-nova']);
}

import { posix } from 'node:path';
import type { HostReader } from '../../../contracts/reader.js';
import { type MiscCapacityText, miscCapacityPath } from './misc-capacity.js';
import type { Sight } from './plugin.js';

/** Everything on a host that device plugins look at, taken in one glance. */
export interface WatchedFiles {
  readonly kvm: Sight;
  readonly sev: Sight;
  readonly quoteService: Sight;
  readonly capacity: MiscCapacityText;
  /** Two glances with the same mark saw the same. */
  readonly mark: string;
}

/** Looks at them. @param qgsSocketPath where the quote generation service should listen. */
export function watchedFiles(reader: HostReader, qgsSocketPath: string): WatchedFiles {
  const kvm = reader.stat('/dev/kvm') === undefined ? 'gone' : 'there';
  const sev = reader.stat('/dev/sev') === undefined ? 'gone' : 'there';
  const quoteService = sightOf(reader, qgsSocketPath);
  const capacity = reader.read(miscCapacityPath);
  return {
    kvm,
    sev,
    quoteService,
    capacity,
    mark: `${kvm} ${sev} ${quoteService} ${capacity.ok ? capacity.text : `!${capacity.errno}`}`,
  };
}

function sightOf(reader: HostReader, path: string): Sight {
  if (reader.stat(path) !== undefined) return 'there';
  return reader.stat(posix.dirname(path))?.kind === 'directory' ? 'gone' : 'directory-gone';
}

import type { HostReader } from '../contracts/reader.js';
import type { BootTruth } from '../contracts/truth.js';

/** What the subject is shown otherwise than it is, until the next boot. */
export interface HostDamage {
  /** Files that are damaged (the text) or gone (undefined), by path. */
  readonly spoiled: Map<string, string | undefined>;
  /** What is left of the quote generation service: it listens on its socket, only its directory is there, or not even that. */
  quoteService: 'socket' | 'directory' | 'nothing';
}

/** Everything is as it should be. */
export function noDamage(): HostDamage {
  return { spoiled: new Map(), quoteService: 'socket' };
}

/** Puts everything right. */
export function repair(damage: HostDamage): void {
  damage.spoiled.clear();
  damage.quoteService = 'socket';
}

/** Directory of the quote generation service's socket. Source: Intel DCAP `QuoteGeneration/quote_wrapper/qgs`; libvirt's default path. */
export const qgsDirectory = '/var/run/tdx-qgs';
const qgsSocket = `${qgsDirectory}/qgs.socket`;

/** Does the service belong to this host at all? */
export function hasQuoteService({ nodes }: BootTruth): boolean {
  return nodes.some(({ path }) => path === qgsSocket);
}

/** A reader that lies about what is damaged and is honest about everything else. */
export function shownDamaged(reader: HostReader, damage: HostDamage, host: { readonly boot: BootTruth }): HostReader {
  const { spoiled } = damage;
  const isGone = (path: string): boolean => {
    if (spoiled.size > 0 && spoiled.has(path)) return spoiled.get(path) === undefined;
    if (damage.quoteService === 'socket' || !hasQuoteService(host.boot)) return false;
    return path === qgsSocket || (path === qgsDirectory && damage.quoteService === 'nothing');
  };
  return {
    read: (path) => {
      if (isGone(path)) return { ok: false, errno: 'ENOENT' };
      const text = spoiled.get(path);
      return text === undefined ? reader.read(path) : { ok: true, text };
    },
    stat: (path) => (isGone(path) ? undefined : reader.stat(path)),
    list: (directory) => {
      if (isGone(directory)) return undefined;
      return reader.list(directory)?.filter((name) => !isGone(`${directory === '/' ? '' : directory}/${name}`));
    },
  };
}

import type { NovaQuestion } from '../ask-nova.js';
import { novaReleases } from '../nova-releases.js';
import { fullDocument, type OddHost } from '../odd-hosts.js';

/** A question, the releases it is put to, and what is expected of their answers. */
export interface Row {
  readonly about: string;
  readonly releases: readonly string[];
  readonly question: NovaQuestion;
  /** What there must be of the answer that tables speak of; see `shapeOf`. */
  readonly expected: unknown;
}

/** Every release. */
export const all: readonly string[] = novaReleases.map(({ compat }) => compat);

/** Those with contexts at the host's own provider. */
export const flat = all.slice(0, 2);

/** Those with a provider below it for each model. */
export const nested = all.slice(2);

/** The last one. */
export const master = all.slice(-1);

/** All before the last one. */
export const beforeMaster = all.slice(0, -1);

/** Kernel text for off. */
export const off = 'N\n';

/** A host whose machine types differ in this from a whole one. */
export function both(document: object): OddHost {
  return { machines: { q35: { ...fullDocument, ...document }, pc: { ...fullDocument, ...document } } };
}

/** A host with these kernel parameters and types of launch security. */
export function kernels(sev: string, sev_es: string, sev_snp: string, types: readonly string[] = ['sev', 'sev-snp']): OddHost {
  return { ...both({ types }), kernel: { sev, sev_es, sev_snp } };
}

/** A host with TDX. */
export function tdx(more: OddHost = {}): OddHost {
  const document = { sev: 'no', tdx: 'yes', loaders: ['pflash'] };
  const kernel = { sev: undefined, sev_es: undefined, sev_snp: undefined };
  return {
    machines: { q35: document, pc: document },
    kernel,
    misc: 'tdx 63\n',
    config: { cpu_mode: 'host-passthrough' },
    ...more,
  };
}

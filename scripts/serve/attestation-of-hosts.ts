/** The services behind the evidence of all hosts of one `host serve`: who certifies keys, who makes quotes, and who gives secrets out for either. */
import { dirname, join } from 'node:path';
import { amdAuthorities } from '../../sim/attestation/amd/authorities.js';
import type { Chip } from '../../sim/attestation/amd/chip.js';
import { lineOfProcessor, productLines } from '../../sim/attestation/amd/product-line.js';
import { rootsOf, snpVerifier } from '../../sim/attestation/amd/snp-verifier.js';
import { tdxCollateral } from '../../sim/attestation/intel/collateral/tdx-collateral.js';
import { intelAuthorities } from '../../sim/attestation/intel/platform/intel-authorities.js';
import type { TdxPlatform } from '../../sim/attestation/intel/platform/tdx-platform.js';
import { tdxVerifier } from '../../sim/attestation/intel/verify/tdx-verifier.js';
import type { DialectName } from '../../sim/attestation/trustee/dialect.js';
import { sampleVerifier } from '../../sim/attestation/trustee/evidence/sample-verifier.js';
import type { EvidenceVerifier } from '../../sim/contracts/verifier.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { snpPlatformOf } from '../attest/snp-platform-of.js';
import { tdxPlatformOf } from '../attest/tdx-platform-of.js';
import { describedHost, type HostArguments } from '../commands/host-options.js';
import type { Terminal } from '../terminal.js';
import { type MadeDirectory, makeDirectory } from './made-directory.js';
import { readListenAddress } from './qgs/listen-address.js';

/** Flags of `host serve` about attestation. */
export interface AttestationFlags {
  readonly kds: number | undefined;
  readonly pccs: number | undefined;
  readonly qgs: string | undefined;
  readonly kbs: number | undefined;
  readonly 'kbs-dialect': DialectName;
  readonly 'kbs-key': string | undefined;
}

/** A host that is served, as far as its evidence minds. */
interface HostWithEvidence {
  readonly name: string;
  readonly request: HostArguments;
}

/** There is something to serve. */
export function wantsAttestation({ kds, pccs, qgs, kbs }: AttestationFlags): boolean {
  return kds !== undefined || pccs !== undefined || qgs !== undefined || kbs !== undefined;
}

/**
 * Looks at the flags before anything is made.
 *
 * @throws UsageError for what is no port or no address, and for flags that say nothing without others.
 */
export function checkAttestationFlags(flags: AttestationFlags): void {
  for (const name of ['kds', 'pccs', 'kbs'] as const) {
    const port = flags[name];
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536))
      throw new UsageError(`--${name} takes a port`, { fix: `write --${name} 0 for any that is free` });
  }
  if (flags.qgs !== undefined) readListenAddress(flags.qgs);
  if (flags.kbs === undefined && flags['kbs-key'] !== undefined)
    throw new UsageError('--kbs-key says nothing without a key broker', { fix: 'add --kbs PORT' });
}

/** What serves, and how it is ended. */
export interface ServedAttestation {
  /** Where each service is, by its name: `kds`, `pccs`, `qgs`, `kbs`; with several hosts `genoa qgs`. */
  serve(): Promise<Readonly<Record<string, string>>>;
  stop(): Promise<void>;
}

/** The services that were asked for, once they are. Loaded only then: most commands need no HTTP. */
export function attestationOfHosts(
  hosts: readonly HostWithEvidence[],
  flags: AttestationFlags,
  terminal: Terminal,
): ServedAttestation {
  const running: { stop(): Promise<void> }[] = [];
  const made: MadeDirectory[] = [];
  const keep = <Service extends { stop(): Promise<void> }>(service: Service): Service => {
    running.unshift(service);
    return service;
  };
  return {
    serve: async () => {
      if (!wantsAttestation(flags)) return {};
      const { secondsNow } = await import('./http/seconds-now.js');
      const now = secondsNow(terminal);
      const where: Record<string, string> = {};
      if (flags.kds !== undefined) where.kds = keep(await startedKds(hosts, flags.kds, now)).url;
      if (flags.pccs !== undefined) where.pccs = keep(await startedPccs(hosts, flags.pccs, now)).url;
      for (const [index, { name, platform }] of (flags.qgs === undefined ? [] : tdxHosts(hosts, '--qgs')).entries()) {
        const address = addressOf(flags.qgs ?? '', index, name, hosts.length);
        if (address.startsWith('unix:')) made.push(makeDirectory(dirname(address.slice('unix:'.length))));
        const { serveQgs } = await import('./qgs/serve-qgs.js');
        const options = { signing: 'native' } as const;
        where[hosts.length > 1 ? `${name} qgs` : 'qgs'] = keep(
          await serveQgs(address, { service: { platform, options } }),
        ).address;
      }
      if (flags.kbs !== undefined) where.kbs = keep(await startedKbs(hosts, flags.kbs, flags, now, terminal)).url;
      return where;
    },
    stop: async () => {
      for (const service of running) await service.stop();
      for (const directory of made.reverse()) directory.removeEmpty();
    },
  };
}

async function startedKds(hosts: readonly HostWithEvidence[], port: number, nowSeconds: () => number) {
  const chips = snpChips(hosts);
  if (chips.length === 0) throw new UsageError('none of these hosts makes SNP reports', { fix: 'leave out --kds, or add genoa' });
  const { serveKds } = await import('./kds/serve-kds.js');
  return serveKds({ service: () => ({ chips }), nowSeconds, port });
}

async function startedPccs(hosts: readonly HostWithEvidence[], port: number, nowSeconds: () => number) {
  const platforms = tdxHosts(hosts, '--pccs').map(({ platform }) => platform);
  const { servePccs } = await import('./pccs/serve-pccs.js');
  return servePccs({ service: () => ({ authorities: intelAuthorities(), platforms, dialect: 'pccs' }), nowSeconds, port });
}

async function startedKbs(
  hosts: readonly HostWithEvidence[],
  port: number,
  { 'kbs-dialect': dialect, 'kbs-key': file }: AttestationFlags,
  now: () => number,
  terminal: Terminal,
) {
  const { startKeyBroker } = await import('./kbs/start-key-broker.js');
  const key = file === undefined ? {} : { administratorKeyFile: file };
  return startKeyBroker({ dialect, port, verifiers: verifiersFor(hosts, now), ...key }, terminal);
}

/** Believes the evidence of these hosts, with collateral of the day, and of guests without protection. */
function verifiersFor(hosts: readonly HostWithEvidence[], now: () => number): readonly EvidenceVerifier[] {
  const authorities = intelAuthorities();
  const platforms = tdxPlatforms(hosts).map(({ platform }) => platform);
  const day = (): number => Math.floor(now() / 86_400) * 86_400;
  const collateral = (fmspc: string) => {
    const platform = platforms.find(({ identity }) => Buffer.from(identity.fmspc).toString('hex').toUpperCase() === fmspc);
    return platform && tdxCollateral(authorities, platform, { issuedSeconds: day() });
  };
  return [
    snpVerifier(productLines.map((line) => rootsOf(amdAuthorities(line)))),
    tdxVerifier([authorities.root.pem], { collateral }),
    sampleVerifier,
  ];
}

function snpChips(hosts: readonly HostWithEvidence[]): readonly Chip[] {
  return hosts.flatMap(({ name, request }) => {
    const description = describedHost(request);
    return lineOfProcessor(description.cpu) === undefined ? [] : [snpPlatformOf(name, description).chip];
  });
}

function tdxHosts(hosts: readonly HostWithEvidence[], flag: string) {
  const found = tdxPlatforms(hosts);
  if (found.length > 0) return found;
  throw new UsageError('none of these hosts makes TDX quotes', { fix: `leave out ${flag}, or add emerald-rapids` });
}

function tdxPlatforms(hosts: readonly HostWithEvidence[]): readonly { readonly name: string; readonly platform: TdxPlatform }[] {
  return hosts.flatMap(({ name, request }) => {
    const description = describedHost(request);
    return description.intel?.module === undefined ? [] : [{ name, platform: tdxPlatformOf(name, description) }];
  });
}

/** Each host has a socket below a folder, or a port of its own. */
function addressOf(text: string, index: number, name: string, hosts: number): string {
  if (hosts === 1) return text;
  if (text.startsWith('unix:')) return `unix:${join(text.slice('unix:'.length), name, 'qgs.socket')}`;
  const at = text.lastIndexOf(':');
  const port = Number(text.slice(at + 1));
  return `${text.slice(0, at)}:${port === 0 ? 0 : port + index}`;
}

import { done, type Outcome, refused } from '../../../core/outcome.js';
import { childOf, readXml } from '../../../core/xml-reader.js';
import { readSocketAddress, type SocketAddress } from '../qgs/socket-address.js';
import { measurementLength, tdAttributes, unsetMeasurement } from './td-measurements.js';

/** What whoever starts a trust domain says of it, as the TDX module takes it. */
export interface TdLaunchValues {
  readonly attributes: bigint;
  readonly mrConfigId: Uint8Array;
  readonly mrOwner: Uint8Array;
  readonly mrOwnerConfig: Uint8Array;
  /** Where QEMU asks for quotes; absent: the guest is told that nobody makes them. */
  readonly quoteService?: SocketAddress;
}

/**
 * What a domain document says of its trust domain: the policy and the three digests in base64, as libvirt hands them to QEMU.
 *
 * @returns the values, or what QEMU or libvirt says of them.
 * Source: libvirt 12.8 `src/conf/domain_conf.c`, `src/qemu/qemu_command.c`; QEMU 10.2 `target/i386/kvm/tdx.c`.
 */
export function launchValuesOf(domainXml: string): Outcome<TdLaunchValues, string> {
  const read = readXml(domainXml);
  if (!read.ok) return refused('the domain document cannot be read');
  const element = childOf(read.value, 'launchSecurity');
  if (element?.attributes.type !== 'tdx') return refused('the domain is no trust domain: it has no <launchSecurity type="tdx">');
  const text = (name: string): string | undefined => childOf(element, name)?.text.trim();
  const attributes = policyOf(text('policy'));
  if (attributes === undefined) return refused('failed to get launch security policy for launch security type TDX');
  const digests: Record<string, Uint8Array> = {};
  for (const name of ['mrConfigId', 'mrOwner', 'mrOwnerConfig']) {
    const digest = digestOf(name, text(name));
    if (!digest.ok) return digest;
    digests[name] = digest.value;
  }
  const { mrConfigId = unsetMeasurement, mrOwner = unsetMeasurement, mrOwnerConfig = unsetMeasurement } = digests;
  const service = childOf(element, 'quoteGenerationService');
  const fork = text('Quote-Generation-Service');
  const address = service === undefined ? fork : `unix:${service.attributes.path ?? defaultServicePath}`;
  if (address === undefined) return done({ attributes, mrConfigId, mrOwner, mrOwnerConfig });
  const quoteService = readSocketAddress(address);
  return quoteService.ok
    ? done({ attributes, mrConfigId, mrOwner, mrOwnerConfig, quoteService: quoteService.value })
    : refused(quoteService.reason);
}

/** Where libvirt and the quote generation service meet when nobody says otherwise. Source: libvirt 12.8, Intel SGX DCAP `qgs`. */
export const defaultServicePath = '/var/run/tdx-qgs/qgs.socket';

/** QEMU disables the exception for pending pages unless told otherwise; libvirt's policy replaces all of it. */
function policyOf(text: string | undefined): bigint | undefined {
  if (text === undefined) return tdAttributes.septVeDisable;
  return /^(0x)?[0-9a-f]{1,16}$/i.test(text) ? BigInt(`0x${text.replace(/^0x/i, '')}`) : undefined;
}

function digestOf(name: string, text: string | undefined): Outcome<Uint8Array, string> {
  if (text === undefined || text === '') return done(unsetMeasurement);
  const digest = Buffer.from(text, 'base64');
  if (digest.length === measurementLength) return done(digest);
  return refused(`TDX '${name.toLowerCase()}' sha384 digest was ${digest.length} bytes, expected ${measurementLength} bytes`);
}

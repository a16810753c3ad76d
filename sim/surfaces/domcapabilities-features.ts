import type { BootTruth } from '../contracts/truth.js';
import { element, type XmlElement } from '../core/xml-writer.js';
import { cpuid } from './cpuid.js';
import { enumElement } from './domcapabilities-devices.js';
import { emulatorOf } from './emulator.js';
import { guestCpuOf } from './guest-cpu.js';
import { isAtLeast } from './release.js';

/** What decides about features beside the host. */
export interface FeaturesAsked {
  /** Guests run on KVM or on QEMU's own translator. */
  readonly virtType: 'kvm' | 'qemu';
  /** The machine type has the PC's keyboard controller as a device of its own: the i440fx, q35 and isapc ones. */
  readonly hasKeyboardController: boolean;
  /**
   * Untruths of libvirt that are left out. `snp-advertised-when-off`: `sev-snp` wherever QEMU has the object type and plain SEV works.
   * `sev-advertised-for-tcg`: SEV for guests of QEMU's own translator. `guest-counts-from-cpuid`: counts that the kernel's key IDs do not
   * bear out. `tdx-from-object-type`: `tdx` wherever QEMU has the object type (11.6 to 11.9).
   */
  readonly without: ReadonlySet<string>;
}

/** The `<features>` part of domain capabilities, in the order of libvirt's formatter. */
export function featuresElement(boot: BootTruth, asked: FeaturesAsked): XmlElement {
  const { view, version } = boot.libvirt;
  const onX86 = emulatorOf(boot).architecture === 'x86_64';
  return element(
    'features',
    {},
    flag('gic', false),
    flag('vmcoreinfo', onX86),
    flag('genid', onX86),
    flag('backingStoreInput', true),
    flag('backup', true),
    view.elements.includes('async-teardown') && flag('async-teardown', isAtLeast(boot.qemu.version, '8.0')),
    (view.s390pvOnX86 || !onX86) && flag('s390-pv', offersS390Pv(boot)),
    view.elements.includes('ps2') && flag('ps2', onX86 && asked.hasKeyboardController),
    view.tdxFeatureElement && flag('tdx', offersTdx(boot, asked)),
    sevElement(boot, asked),
    view.elements.includes('sgx') && flag('sgx', false),
    onX86 && view.elements.includes('hyperv') && hypervElement(boot, isAtLeast(version, '11.9')),
    view.launchSecurityElement && launchSecurityElement(launchSecurityTypes(boot, asked)),
  );
}

function flag(name: string, supported: boolean): XmlElement {
  return element(name, { supported: supported ? 'yes' : 'no' });
}

/**
 * Values of the `sectype` enum, in enum order sev, sev-snp, s390-pv, tdx. `sev-snp` says only that QEMU has the object type and
 * that plain SEV works: nobody asks whether the host has SNP. There is no value for SEV-ES.
 * Source: libvirt 11.3.0 and 12.5 `src/qemu/qemu_capabilities.c`.
 */
function launchSecurityTypes(boot: BootTruth, { virtType, without }: FeaturesAsked): readonly string[] {
  const { qemu, libvirt, kvm } = boot;
  if (virtType === 'qemu' && without.has('sev-advertised-for-tcg')) return [];
  if (offersS390Pv(boot)) return ['s390-pv'];
  const probed = libvirt.probedVmTypes ?? kvm.vmTypes;
  const sev = offersSev(boot);
  const snpLooks = without.has('snp-advertised-when-off') ? probed.includes('snp') : true;
  const snp = qemu.sevCapabilities.available && qemu.guestTypes.includes('sev-snp-guest') && libvirt.view.knowsSnp && snpLooks;
  const tdxLooks = libvirt.view.checksTdxVmType || without.has('tdx-from-object-type') ? probed.includes('tdx') : true;
  const tdx = qemu.guestTypes.includes('tdx-guest') && libvirt.view.knowsTdx && tdxLooks;
  return [sev && 'sev', snp && 'sev-snp', tdx && 'tdx'].filter((value) => value !== false);
}

/** Does libvirt's probe of QEMU say that SEV works? `<sev>` and virNodeGetSEVInfo rest on it. */
export function offersSev({ qemu }: BootTruth): boolean {
  return qemu.sevCapabilities.available && qemu.guestTypes.includes('sev-guest');
}

/** libvirt asks the kernel command line whether the host was told to protect guests. Source: libvirt `src/qemu/qemu_capabilities.c`. */
function offersS390Pv(boot: BootTruth): boolean {
  if (emulatorOf(boot).architecture !== 's390x' || !boot.kvm.loaded) return false;
  return boot.kernel.commandLine.split(' ').some((word) => /^prot_virt=(1|y|on|t)/i.test(word));
}

/** `<tdx>` needs what the `tdx` sectype needs, a KVM guest, and a vendor module that says secure guests work, as far as libvirt's cache knows. */
function offersTdx(boot: BootTruth, asked: FeaturesAsked): boolean {
  const secure = boot.libvirt.probedVmTypes === undefined ? kvmSupportsSecureGuest(boot) : true;
  return asked.virtType === 'kvm' && launchSecurityTypes(boot, asked).includes('tdx') && secure;
}

function kvmSupportsSecureGuest({ kvm, nodes }: BootTruth): boolean {
  const sev = kvm.module === 'kvm_amd' && kvm.parameters.sev === true && nodes.some(({ path }) => path === '/dev/sev');
  return sev || (kvm.module === 'kvm_intel' && kvm.parameters.tdx === true);
}

function launchSecurityElement(types: readonly string[]): XmlElement {
  if (types.length === 0) return flag('launchSecurity', false);
  return element('launchSecurity', { supported: 'yes' }, enumElement('sectype', types));
}

function sevElement(boot: BootTruth, { virtType, without }: FeaturesAsked): XmlElement {
  const { qemu, libvirt } = boot;
  const capabilities = qemu.sevCapabilities;
  const untrue = virtType === 'qemu' && without.has('sev-advertised-for-tcg');
  if (!capabilities.available || !offersSev(boot) || untrue) return flag('sev', false);
  const counts = sevGuestCounts(boot, without);
  const { cpu0Id } = capabilities;
  return element(
    'sev',
    { supported: 'yes' },
    element('cbitpos', {}, capabilities.cbitpos),
    element('reducedPhysBits', {}, capabilities.reducedPhysBits),
    libvirt.view.sevGuestCounts && element('maxGuests', {}, counts.maxGuests),
    libvirt.view.sevGuestCounts && element('maxESGuests', {}, counts.maxEsGuests),
    libvirt.view.sevCpu0Id && cpu0Id !== undefined && element('cpu0Id', {}, cpu0Id),
  );
}

/**
 * libvirt's own arithmetic on CPUID 8000_001F of the machine it runs on: ECX−EDX+1 and EDX−1 as unsigned 32-bit numbers that are
 * printed with `%d`, both 0 when either register is 0. It ignores the kernel's ranges, the misc controller and the module
 * parameters; EDX beyond ECX+1 prints a negative number. Source: libvirt 11.3.0 virQEMUCapsGetSEVMaxGuests.
 */
export function sevGuestCounts(
  boot: BootTruth,
  without: ReadonlySet<string>,
): { readonly maxGuests: number; readonly maxEsGuests: number } {
  if (without.has('guest-counts-from-cpuid')) return { maxGuests: keysFor(boot, 'sev'), maxEsGuests: keysFor(boot, 'sev-es') };
  const { ecx, edx } = cpuid(boot.cpu, 0x8000001f);
  if (ecx === 0 || edx === 0) return { maxGuests: 0, maxEsGuests: 0 };
  return { maxGuests: (ecx - edx + 1) | 0, maxEsGuests: (edx - 1) | 0 };
}

function keysFor({ keyRanges }: BootTruth, protection: 'sev' | 'sev-es'): number {
  return keyRanges.filter(({ protections }) => protections.includes(protection)).reduce((sum, { size }) => sum + size, 0);
}

/** Enlightenments KVM offers, in libvirt's enum order; two are known to libvirt only from 10.7 on (assumed). */
function hypervElement(boot: BootTruth, withDefaults: boolean): XmlElement {
  if (!boot.kvm.loaded) return element('hyperv', { supported: 'yes' }, enumElement('features', ['spinlocks', 'vendor_id']));
  const nested = guestCpuOf(boot).features.includes('vmx') ? ['evmcs'] : [];
  const later = isAtLeast(boot.libvirt.version, '10.7') ? ['emsr_bitmap', 'xmm_input'] : [];
  const features = enumElement('features', [...enlightenments, ...nested, 'avic', ...later]);
  return element('hyperv', { supported: 'yes' }, features, withDefaults && hypervDefaults);
}

const enlightenments =
  'relaxed vapic spinlocks vpindex runtime synic stimer reset vendor_id frequencies reenlightenment tlbflush ipi'.split(' ');

const hypervDefaults = element(
  'defaults',
  {},
  element('spinlocks', {}, 4095),
  element('stimer_direct', {}, 'on'),
  element('tlbflush_direct', {}, 'on'),
  element('tlbflush_extended', {}, 'on'),
  element('vendor_id', {}, 'Linux KVM Hv'),
);

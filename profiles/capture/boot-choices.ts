import type { MachineFile } from '../schema.js';
import { askedParameters } from './asked-parameters.js';
import { capacityPath, type Evidence } from './evidence.js';
import { sevSigns } from './sev-signs.js';

type Boot = MachineFile['boot'];

/** How the captured host was booted, and how the script was confined when it looked. Choices carry no provenance. */
export function bootChoices(evidence: Evidence, amd: MachineFile['amd']): Boot {
  const { words } = evidence.commandLine;
  const stale = staleCache(evidence);
  return {
    commandLine: [...words],
    moduleParameters: askedParameters(evidence, amd),
    ...(words.includes('sev=nosnp') ? { snpOff: true } : {}),
    ...(words.includes('mem_encrypt=on') || evidence.cpuinfo.flags.includes('sme') ? { memoryEncryptionOn: true } : {}),
    hibernation: hibernation(evidence),
    kvmLoaded: kvmLoaded(evidence),
    ...cgroupView(evidence),
    hiddenNodes: hiddenNodes(evidence),
    ...(stale === undefined ? {} : { staleLibvirtCache: stale }),
    quoteGenerationService: evidence.bundle.has('/var/run/tdx-qgs/qgs.socket'),
  };
}

/** `[disabled]` is what a kernel without hibernation prints, for whatever reason. */
function hibernation({ bundle, commandLine, log }: Evidence): boolean {
  if (log.event('tdx.hibernation') !== undefined) return true;
  const modes = bundle.text('/sys/power/disk');
  if (modes !== undefined) return !modes.includes('[disabled]');
  return !commandLine.words.includes('nohibernate') && !commandLine.words.includes('hibernate=no');
}

/** A module that tried and failed was loaded as far as the administrator is concerned. */
function kvmLoaded(evidence: Evidence): boolean {
  const { bundle, log, cpuinfo } = evidence;
  if (cpuinfo.architecture === 's390x') return /\bkvm$/m.test(bundle.text('/proc/misc') ?? '') || bundle.has('/dev/kvm');
  const tried = ['kvm-amd.sev', 'kvm-intel.tdx-max-vcpus', 'tdx.rbp-clobber'].some((code) => log.event(code) !== undefined);
  return (
    tried ||
    evidence.parameters('kvm_amd') !== undefined ||
    evidence.parameters('kvm_intel') !== undefined ||
    failedOnModule(evidence)
  );
}

/** The TDX module was initialised for KVM, which then did not load. */
function failedOnModule({ log, commandLine }: Evidence): boolean {
  const asked = commandLine.asked.kvm_intel?.tdx;
  return log.event('tdx.initialized') !== undefined && asked !== undefined && !/^[0n]/i.test(asked);
}

/** The real root has misc.capacity and no misc.max; any other cgroup the other way round. */
function cgroupView({ bundle, capacity }: Evidence): Pick<Boot, 'miscController' | 'cgroupNamespace'> {
  const folder = capacityPath.slice(0, capacityPath.lastIndexOf('/'));
  const nested = capacity === undefined && bundle.has(`${folder}/misc.max`);
  const listed = /\bmisc\b/.test(bundle.text(`${folder}/cgroup.controllers`) ?? '');
  return { miscController: nested || listed || capacity !== undefined, cgroupNamespace: nested ? 'nested' : 'root' };
}

function hiddenNodes(evidence: Evidence): string[] {
  const { bundle, log } = evidence;
  const registered = bundle.text('/proc/misc') ?? '';
  const sevDevice =
    /\bsev$/m.test(registered) || (log.event('ccp.sev-enabled') !== undefined && log.event('ccp.status-failed') === undefined);
  const expected: readonly (readonly [string, boolean])[] = [
    ['/dev/kvm', /\bkvm$/m.test(registered)],
    ['/dev/sev', sevDevice && evidence.cpuinfo.flags.includes('sev')],
  ];
  return expected.filter(([path, there]) => there && !bundle.has(path)).map(([path]) => path);
}

/** libvirt's cache says no where everything works, or yes where it cannot. */
function staleCache(evidence: Evidence): Boot['staleLibvirtCache'] {
  const { domain } = evidence.documents;
  if (domain === undefined) return undefined;
  const works = evidence.cpuinfo.vendorId === 'AuthenticAMD' ? sevWorks(evidence) : tdxWorks(evidence);
  const shown = domain.sev !== undefined || domain.launchSecurity.includes('tdx');
  if (works === undefined || works === shown) return undefined;
  return works ? 'before-enabling' : 'before-disabling';
}

function sevWorks(evidence: Evidence): boolean | undefined {
  const nodes = evidence.bundle.has('/dev/sev') && evidence.bundle.has('/dev/kvm');
  const signs = sevSigns(evidence);
  return signs.kvm.sev && nodes && !signs.failed && !signs.gaveUp;
}

/** A libvirt that does not ask KVM about TDX shows nothing of the host. */
function tdxWorks(evidence: Evidence): boolean | undefined {
  if (evidence.software.libvirt?.checksTdxVmType !== true) return undefined;
  return evidence.parameters('kvm_intel')?.tdx === true;
}

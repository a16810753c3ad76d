import { type ConfidentialProtection, confidentialProtections } from '../../sim/contracts/protection.js';
import type { BootTruth, LaunchObstacle } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import { capacityFile } from './expected-node.js';
import {
  answerOf,
  capabilitiesAnswer,
  type LibvirtAnswer,
  pcAnswer,
  q35Answer,
  readAnswer,
  stillNamesQ35,
} from './nova-libvirt-answer.js';
import { looksForTdx, tdxGuestLimit } from './nova-names.js';

/** What nova-compute must make of one protection on a host. */
export interface Detection {
  /** A guest of it could start here if every key ID were free, or all that a compute service reads makes it look so. */
  readonly launchable: boolean;
  /** libvirt and the kernel show what the rules ask for. Where they hide a protection that works, nobody can report it. */
  readonly shown: boolean;
  /** Guests at once as libvirt or, for TDX, the kernel counts them; 0 where nobody says. */
  readonly total: number;
  /** It must be reported. */
  readonly reported: boolean;
}

/** What must be made of each protection. */
export type Detections = Readonly<Record<ConfidentialProtection, Detection>>;

/** Text of a damaged file by path; undefined where the file is gone. */
export type Damage = ReadonlyMap<string, string | undefined>;

/**
 * The rules of detection, applied to the truth: libvirt shows the model, the number of guests is positive, the kernel has it
 * switched on, and nothing between them and the silicon is missing. SEV-ES is not reported where SEV-SNP can be launched, because
 * firmware that protects SEV-SNP refuses it. Source: Nova specification "libvirt: AMD SEV-ES", "检测"; Nova 34 `nova/virt/libvirt/host.py`.
 */
export function detections(truth: BootTruth, config: JsonObject, damage: Damage = whole): Detections {
  const found = Object.fromEntries(confidentialProtections.map((each) => [each, detection(each, truth, config, damage)]));
  const all = found as Record<ConfidentialProtection, Detection>;
  const yields = all.snp.launchable && all.snp.shown && all.snp.total > 0;
  return { ...all, 'sev-es': { ...all['sev-es'], reported: all['sev-es'].reported && !yields } };
}

const whole: Damage = new Map();

function detection(protection: ConfidentialProtection, truth: BootTruth, config: JsonObject, damage: Damage): Detection {
  const lied = damage.has(q35Answer) || parameterFiles.some((path) => damage.has(path));
  const answer = damage.has(q35Answer) ? (readAnswer(damage.get(q35Answer)) ?? nothingSaid) : answerOf(truth);
  const sight: Sight = { truth, config, damage, answer };
  const shown = protection === 'tdx' ? showsTdx(sight) : showsSevFamily(protection, sight);
  const total = totalOf(protection, sight);
  const launchability = truth.launchable[protection];
  const { possible } = launchability;
  const looksPossible = shown && total > 0 && (lied || (!possible && isHidden(protection, launchability.because)));
  return { launchable: possible || looksPossible, shown, total, reported: possible && shown && total > 0 };
}

/**
 * Obstacles that nothing a compute service reads tells of: a device node that is missing, ciphertext hiding that took all ASIDs, and a
 * TDX module that does not run for want of a package. Source: Linux `arch/x86/kvm/svm/sev.c`, `arch/x86/virt/vmx/tdx/tdx.c`.
 */
function isHidden(protection: ConfidentialProtection, because: LaunchObstacle): boolean {
  if (because === 'device-missing' || because === 'no-key-ids-of-that-kind') return true;
  return protection === 'tdx' && because === 'firmware-failed';
}

const nothingSaid: LibvirtAnswer = { snp: false, tdx: false };

/** What nova-compute looks at. */
interface Sight {
  readonly truth: BootTruth;
  readonly config: JsonObject;
  readonly damage: Damage;
  readonly answer: LibvirtAnswer;
}

/** Does everything nova-compute reads say that this kind of SEV is there? */
function showsSevFamily(protection: 'sev' | 'sev-es' | 'snp', { truth: { qemu, kvm }, damage, answer }: Sight): boolean {
  const snp = protection !== 'snp' || answer.snp;
  const es = protection !== 'sev-es' || isAtLeast(qemu.version, 8, 0);
  const on = (name: string): boolean => parameterIsOn(name, kvm.loaded ? kvm.parameters : {}, damage);
  return answer.sev !== undefined && snp && es && parametersOf[protection].every(on);
}

const parametersOf = { sev: ['sev'], 'sev-es': ['sev', 'sev_es'], snp: ['sev', 'sev_snp'] } as const;

/** Where the kernel shows a parameter of kvm_amd. Source: Linux `arch/x86/kvm/svm/sev.c`. */
export function parameterFile(name: string): string {
  return `/sys/module/kvm_amd/parameters/${name}`;
}

/** The files of the parameters that detection rests on. */
export const parameterFiles: readonly string[] = ['sev', 'sev_es', 'sev_snp'].map(parameterFile);

function parameterIsOn(name: string, parameters: BootTruth['kvm']['parameters'], damage: Damage): boolean {
  const path = parameterFile(name);
  return damage.has(path) ? meansTrue(damage.get(path)) : parameters[name] === true;
}

/** Does the text of a parameter file mean yes, in any of the spellings of OpenStack's `bool_from_string`? */
export function meansTrue(text: string | undefined): boolean {
  return ['1', 't', 'true', 'on', 'y', 'yes'].includes((text ?? '').trim().toLowerCase());
}

function showsTdx({ truth: { kvm, cgroup }, config, damage, answer }: Sight): boolean {
  const counted = cgroup.miscController && cgroup.namespace === 'root' && !damage.has(capacityFile);
  return looksForTdx(config) && counted && answer.tdx && kvm.loaded && kvm.parameters.tdx === true;
}

function totalOf(protection: ConfidentialProtection, { truth, config, answer }: Sight): number {
  const { tdx = 0 } = truth.miscCapacity;
  if (protection === 'tdx') return Math.min(tdx, tdxGuestLimit(config) ?? tdx);
  return Math.max(0, (protection === 'sev' ? answer.sev?.guests : answer.sev?.esGuests) ?? 0);
}

/**
 * Does damage to a file leave more than one thing to be made of the host? Not that of parameters, which say yes or no, nor of the answer
 * about i440fx machines, whose word counts for nothing; nor where an answer still says something beyond doubt.
 */
export function leavesDoubt(path: string, text: string | undefined): boolean {
  if (!path.startsWith('/var/lib/nova/libvirt/') || path === pcAnswer) return false;
  if (path === q35Answer) return readAnswer(text) === undefined;
  return path !== capabilitiesAnswer || !stillNamesQ35(text);
}

/**
 * Can guests boot without firmware variables? libvirt can leave them out since 8.6.0, of guests that boot with UEFI.
 * Source: Nova specification "libvirt: Stateless firmware support".
 */
export function knowsStateless(truth: BootTruth): boolean {
  return isAtLeast(truth.libvirt.version, 8, 6) && hasUefi(truth);
}

function hasUefi({ firmwareDescriptors: descriptors, firmwareFiles, cpu }: BootTruth): boolean {
  if (cpu.libvirtVendor === 'IBM') return false;
  if (descriptors === undefined) return firmwareFiles.some((path) => !/VARS/.test(path));
  return descriptors.some(({ machines }) => machines.some((pattern) => pattern.startsWith('pc-')));
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number);
  return first > major || (first === major && second >= minor);
}

/**
 * Is there firmware whose Secure Boot variables system-management mode guards? Descriptors say so; without any, names of images do.
 * Source: libvirt `src/qemu/qemu_firmware.c` qemuFirmwareGetSupported.
 */
export function hasSecureBoot({ firmwareDescriptors: descriptors, firmwareFiles, cpu }: BootTruth): boolean {
  if (cpu.libvirtVendor === 'IBM') return false;
  if (descriptors === undefined) return firmwareFiles.some((path) => /secboot/i.test(path) && !/VARS/.test(path));
  return descriptors.some(
    ({ features, machines }) => features.includes('requires-smm') && machines.some((pattern) => pattern.startsWith('pc-')),
  );
}

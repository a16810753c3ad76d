import type { BootTruth } from '../../sim/contracts/truth.js';

/** What libvirt says of a machine type, as far as detection rests on it. */
export interface LibvirtAnswer {
  /** Numbers of guests; one that is not said is undefined. Absent where SEV is not supported. */
  readonly sev?: { readonly guests: number | undefined; readonly esGuests: number | undefined };
  readonly snp: boolean;
  readonly tdx: boolean;
}

/** Where a compute service keeps what libvirt answered about the machine type that encrypted guests need. */
export const q35Answer = '/var/lib/nova/libvirt/domcapabilities/x86_64/q35.xml';

/** The same of the other machine type, whose word counts for nothing as long as there is this one. */
export const pcAnswer = '/var/lib/nova/libvirt/domcapabilities/x86_64/pc.xml';

/** The host's own capabilities. */
export const capabilitiesAnswer = '/var/lib/nova/libvirt/capabilities.xml';

/** The versions of its software. */
export const versionAnswer = '/var/lib/nova/libvirt/version';

/**
 * What libvirt says on an undamaged host: SEV where its probe of QEMU found it, with the processor's own split of ASIDs; SEV-SNP wherever
 * QEMU has the object type. Source: libvirt `src/qemu/qemu_capabilities.c` (virQEMUCapsGetSEVMaxGuests), `src/conf/domain_capabilities.c`.
 */
export function answerOf(truth: BootTruth): LibvirtAnswer {
  const { qemu, libvirt } = truth;
  const { guests, esGuests } = guestCounts(truth);
  const { available } = qemu.sevCapabilities;
  const counted = libvirt.view.sevGuestCounts ? { guests, esGuests } : { guests: undefined, esGuests: undefined };
  const probed = libvirt.probedVmTypes === undefined || libvirt.probedVmTypes.includes('tdx');
  return {
    ...(available && qemu.guestTypes.includes('sev-guest') && { sev: counted }),
    snp: available && qemu.guestTypes.includes('sev-snp-guest') && libvirt.view.knowsSnp,
    tdx: qemu.guestTypes.includes('tdx-guest') && libvirt.view.tdxFeatureElement && probed,
  };
}

/**
 * Guests without and with encrypted registers, as the processor splits its ASIDs: CPUID 8000_001F gives their number in ECX and the
 * first one of plain SEV in EDX. Source: AMD APM volume 3, appendix E.
 */
function guestCounts({ cpu }: BootTruth): { readonly guests: number; readonly esGuests: number } {
  const leaf = cpu.cpuid.find((each) => each.leaf === 0x8000001f);
  if (leaf === undefined || leaf.ecx === 0 || leaf.edx === 0) return { guests: 0, esGuests: 0 };
  return { guests: (leaf.ecx - leaf.edx + 1) | 0, esGuests: (leaf.edx - 1) | 0 };
}

/**
 * What a damaged answer says, where that is beyond doubt: a document of few words, each in the form libvirt writes it. Undefined for
 * everything else, which may be read in more than one way.
 */
export function readAnswer(text: string | undefined): LibvirtAnswer | undefined {
  const features = document.exec(text ?? '')?.[1];
  if (features === undefined) return undefined;
  if (forms.reduce((left, form) => left.replace(form, ''), features).trim() !== '') return undefined;
  const counts = sevForm.exec(features)?.[1];
  const sev = { guests: numberIn(counts, 'maxGuests'), esGuests: numberIn(counts, 'maxESGuests') };
  return {
    ...(sevForm.test(features) && { sev }),
    snp: launchForm.exec(features)?.[1]?.includes('<value>sev-snp</value>') === true,
    tdx: tdxForm.test(features),
  };
}

const document =
  /^<domainCapabilities>\s*(?:<machine>[\w.-]+<\/machine>)?(?:<os supported='yes'>[^&]*<\/os>)?<features>([^&]*)<\/features>\s*<\/domainCapabilities>\s*$/;
const sevForm = /<sev supported='yes'(?:\/>|>((?:<(?:maxGuests|maxESGuests)>-?\d+<\/(?:maxGuests|maxESGuests)>)*)<\/sev>)/;
const tdxForm = /<tdx supported='yes'\/>/;
const launchForm =
  /<launchSecurity supported='yes'><enum name='sectype'>((?:<value>[a-z-]+<\/value>)*)<\/enum><\/launchSecurity>/;
const emptyLaunchForm = /<launchSecurity supported='yes'\/>/;
const unsupportedForm =
  /<(sev|tdx|launchSecurity) supported='(?!yes')[A-Za-z]*'(?:\/>|>(?:<(?:maxGuests|maxESGuests)>\d+<\/(?:maxGuests|maxESGuests)>)*<\/\1>)/;
const forms = [sevForm, tdxForm, launchForm, emptyLaunchForm, unsupportedForm];

function numberIn(text: string | undefined, element: string): number | undefined {
  const digits = new RegExp(`<${element}>(-?\\d+)</${element}>`).exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Is a damaged answer a whole document whose counts are numbers in some spelling of Python's? Then it says something, if not the truth, and
 * who believes it notices nothing. Source: Python `int()`.
 */
export function readsAsAnswer(text: string | undefined): boolean {
  const whole = /^<domainCapabilities>[^&]*<\/domainCapabilities>\s*$/.test(text ?? '');
  const counts = [...(text ?? '').matchAll(/<max(?:ES)?Guests>([^<]*)</g)].map(([, count = '']) => count);
  return whole && counts.every((count) => /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(count));
}

/** Do damaged host capabilities still name guests of q35 on x86_64, whatever else they list? */
export function stillNamesQ35(text: string | undefined): boolean {
  const whole = /^<capabilities>[\s\S]*<\/capabilities>\s*$/.test(text ?? '');
  return (
    whole && /<cpu><arch>x86_64<\/arch>/.test(text ?? '') && /<arch name='x86_64'>[\s\S]*?canonical='pc-q35-/.test(text ?? '')
  );
}

import type { LibvirtError } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';

/** A start that failed: what the user reads, and whether trying again could ever help. */
export interface StartFailure {
  readonly message: string;
  readonly hopeless: boolean;
}

/**
 * No document could be made. What is missing from the request or from the launcher image will be missing the next time as well.
 * Source: KubeVirt v1.9 `pkg/virt-handler/vm.go` (syncVirtualMachine), which knows the firmware only, and misspells it.
 */
export function renderFailure(problem: string, choices: Choices): StartFailure {
  const message = `server error. command SyncVMI failed: ${JSON.stringify(problem)}`;
  if (problem.startsWith(choices.missingFirmwareText)) {
    return { message: `mismatch of Secure Boot setting and bootloaders: ${message}`, hopeless: true };
  }
  const wrongRequest =
    /^(unsupported configuration:|no matching volume |disk .* references an unsupported source$|device .* is of type lun)/.test(
      problem,
    );
  return { message, hopeless: wrongRequest && choices.recognisesHopelessStarts };
}

/**
 * libvirt could not start the guest. A document that libvirt or QEMU do not accept, or a technology the host does not have, ends
 * it; key IDs that are all taken come back, so that is tried again, and so is everything unknown.
 * Source: libvirt `include/libvirt/virterror.h`, QEMU 10.1 `target/i386/sev.c`, `target/i386/kvm/tdx.c`.
 */
export function startFailure({ code, domain, message }: LibvirtError, choices: Choices): StartFailure {
  const libvirt = `LibvirtError(Code=${code}, Domain=${domain}, Message='${message}')`;
  const words = `server error. command SyncVMI failed: ${JSON.stringify(libvirt)}`;
  if (isKeyShortage(message)) return { message: words, hopeless: !choices.retriesForKeys };
  const hopeless = rejectedDocument.has(code) || hopelessPayloads.some((payload) => payload.test(message));
  return { message: words, hopeless: hopeless && choices.recognisesHopelessStarts };
}

/** Invalid argument, XML error, XML detail, unsupported configuration, document fails its schema. */
const rejectedDocument: ReadonlySet<number> = new Set([8, 27, 35, 67, 92]);

/** EBUSY for the SEV family and for every cgroup limit, ENOSPC for TDX. */
function isKeyShortage(message: string): boolean {
  return /\bret=-(16|28)\b/.test(message) || /Device or resource busy|No space left on device/.test(message);
}

/** What QEMU says when the host lacks the technology (EINVAL, ENOTTY) or the guest asks for what cannot be. */
const hopelessPayloads = [
  /\bret=-(22|25)\b/,
  /Invalid argument|Inappropriate ioctl for device/,
  /vm-type \S+ not supported by KVM/,
  /guest policy requires SEV-ES, but host SEV-ES support unavailable/,
  /Policy is not allowed/,
  // A launch session that was made for another platform; there is no second one.
  /\bfw_error=11\b/,
  /does(n't| not) support SMM/,
  /could not load PC BIOS|Could not open '[^']*\.fd'|Unable to find '?efi'? firmware/,
  /failed to parse TDVF|Failed to locate SEV metadata/,
] as const;

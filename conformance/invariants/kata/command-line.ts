import type { Invariant } from '../invariant.js';
import { kataCommandLineAnnotationNotEnabledIsRefused } from './command-line/annotation-not-enabled-is-refused.js';
import { kataCommandLineCBitIsTheHosts } from './command-line/c-bit-is-the-hosts.js';
import { kataCommandLineCertificatesAreNotPassedOn } from './command-line/certificates-are-not-passed-on.js';
import { kataCommandLineConfidentialFirmwareIsBios } from './command-line/confidential-firmware-is-bios.js';
import { kataCommandLineDamagedInitdataIsRefused } from './command-line/damaged-initdata-is-refused.js';
import { kataCommandLineDamagedMemoryIsRefused } from './command-line/damaged-memory-is-refused.js';
import { kataCommandLineEnabledAnnotationsRender } from './command-line/enabled-annotations-render.js';
import { kataCommandLineHostDataIsTheDigest } from './command-line/host-data-is-the-digest.js';
import { kataCommandLineIdBlockIsPassedOn } from './command-line/id-block-is-passed-on.js';
import { kataCommandLineIdBlockNeedsItsAuthentication } from './command-line/id-block-needs-its-authentication.js';
import { kataCommandLineKernelHashes } from './command-line/kernel-hashes.js';
import { kataCommandLineKernelLineOfTheRuntime } from './command-line/kernel-line-of-the-runtime.js';
import { kataCommandLineKernelParamsOnce } from './command-line/kernel-params-once.js';
import { kataCommandLineMemoryAsAsked } from './command-line/memory-as-asked.js';
import { kataCommandLineMmioDisksAreRefused } from './command-line/mmio-disks-are-refused.js';
import { kataCommandLineMrconfigidIsTheDigest } from './command-line/mrconfigid-is-the-digest.js';
import { kataCommandLineNameIsItsOwn } from './command-line/name-is-its-own.js';
import { kataCommandLineNoHotplugMemory } from './command-line/no-hotplug-memory.js';
import { kataCommandLineNothingBoundWithoutInitdata } from './command-line/nothing-bound-without-initdata.js';
import { kataCommandLineObjectTypeFirst } from './command-line/object-type-first.js';
import { kataCommandLineOnePhysicalBitLess } from './command-line/one-physical-bit-less.js';
import { kataCommandLineOrdinaryHasNoObject } from './command-line/ordinary-has-no-object.js';
import { kataCommandLineOtherCpuModel } from './command-line/other-cpu-model.js';
import { kataCommandLinePreAttestationChangesNothing } from './command-line/pre-attestation-changes-nothing.js';
import { kataCommandLineProtectionIsOfTheClass } from './command-line/protection-is-of-the-class.js';
import { kataCommandLineProtectionIsTheMachines } from './command-line/protection-is-the-machines.js';
import { kataCommandLineQuoteServiceIsNamed } from './command-line/quote-service-is-named.js';
import { kataCommandLineQuoteServiceOfTheHost } from './command-line/quote-service-of-the-host.js';
import { kataCommandLineRunsOnKvm } from './command-line/runs-on-kvm.js';
import { kataCommandLineSandboxHasItsOwnMemory } from './command-line/sandbox-has-its-own-memory.js';
import { kataCommandLineSnpCpuModel } from './command-line/snp-cpu-model.js';
import { kataCommandLineSnpDebuggingIsOff } from './command-line/snp-debugging-is-off.js';
import { kataCommandLineSnpFirmware } from './command-line/snp-firmware.js';
import { kataCommandLineSnpObject } from './command-line/snp-object.js';
import { kataCommandLineSnpPolicy } from './command-line/snp-policy.js';
import { kataCommandLineSplitIrqchip } from './command-line/split-irqchip.js';
import { kataCommandLineTdxFirmware } from './command-line/tdx-firmware.js';
import { kataCommandLineTdxObject } from './command-line/tdx-object.js';
import { kataCommandLineVcpusAsAsked } from './command-line/vcpus-as-asked.js';

/** The judges of Kata in `command-line/`, in the order of the catalogue. */
export const kataCommandLineInvariants: readonly Invariant[] = [
  kataCommandLineEnabledAnnotationsRender,
  kataCommandLineOrdinaryHasNoObject,
  kataCommandLineSnpObject,
  kataCommandLineTdxObject,
  kataCommandLineObjectTypeFirst,
  kataCommandLineProtectionIsTheMachines,
  kataCommandLineProtectionIsOfTheClass,
  kataCommandLineSnpPolicy,
  kataCommandLineSnpDebuggingIsOff,
  kataCommandLineKernelHashes,
  kataCommandLineCBitIsTheHosts,
  kataCommandLineOnePhysicalBitLess,
  kataCommandLineHostDataIsTheDigest,
  kataCommandLineMrconfigidIsTheDigest,
  kataCommandLineNothingBoundWithoutInitdata,
  kataCommandLineDamagedInitdataIsRefused,
  kataCommandLineNoHotplugMemory,
  kataCommandLineMemoryAsAsked,
  kataCommandLineSandboxHasItsOwnMemory,
  kataCommandLineVcpusAsAsked,
  kataCommandLineSnpFirmware,
  kataCommandLineTdxFirmware,
  kataCommandLineConfidentialFirmwareIsBios,
  kataCommandLineSnpCpuModel,
  kataCommandLineOtherCpuModel,
  kataCommandLineSplitIrqchip,
  kataCommandLineRunsOnKvm,
  kataCommandLineKernelParamsOnce,
  kataCommandLineKernelLineOfTheRuntime,
  kataCommandLineAnnotationNotEnabledIsRefused,
  kataCommandLineIdBlockNeedsItsAuthentication,
  kataCommandLineMmioDisksAreRefused,
  kataCommandLineIdBlockIsPassedOn,
  kataCommandLineCertificatesAreNotPassedOn,
  kataCommandLineQuoteServiceIsNamed,
  kataCommandLineQuoteServiceOfTheHost,
  kataCommandLineDamagedMemoryIsRefused,
  kataCommandLinePreAttestationChangesNothing,
  kataCommandLineNameIsItsOwn,
];

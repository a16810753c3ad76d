import type { ConfidentialProtection, Protection } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { DeviceElement, DomainDocument } from '../model/domain-document.js';
import { launchPolicy } from '../model/expected-domain.js';
import { member, textOf } from '../model/json-member.js';
import { isSevFamily } from '../model/kubevirt-names.js';
import type { Invariant } from './invariant.js';
import { documentsOf, look, quoted } from './views.js';

/** Judges the text of `launchSecurity/policy` of one protection: what the admitted guest names, or the usual one. */
export function policyJudge(requirement: string, protection: ConfidentialProtection): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event, document } of documentsOf(evidence, (kind) => kind === protection)) {
        const policy = document.launchSecurity?.policy;
        const expected = namedPolicy(event.object, protection) ?? launchPolicy[protection];
        say.check(
          policy === expected,
          event,
          () => `${event.guest} (${protection}) has the policy ${quoted(policy)}, expected ${quoted(expected)}`,
        );
      }
    },
  };
}

/** The policy an SNP or TDX guest names, in the spelling of libvirt's schema; an empty one is none, and that of SEV is no text. */
function namedPolicy(object: JsonObject, protection: ConfidentialProtection): string | undefined {
  return textOf(member(object, 'spec', 'domain', 'launchSecurity', protection, 'policy'))?.toLowerCase() || undefined;
}

/** Judges the path of `os/loader` of some protections, where the images are installed. */
export function firmwareJudge(requirement: string, protections: readonly Protection[]): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event, document, firmware, vmi } of look(evidence).documents) {
        if (!protections.includes(event.protection) || !vmi.efi || firmware === undefined) continue;
        if (document.automaticFirmware !== undefined) continue;
        const path = document.loader?.path;
        say.check(
          path === firmware.code,
          event,
          () => `${event.guest} (${event.protection}) boots ${quoted(path)}, expected ${firmware.code}`,
        );
      }
    },
  };
}

/** Judges that devices of SEV-family guests use the IOMMU flag of virtio, which makes them ask for encrypted-memory bounce buffers. */
export function iommuJudge(
  requirement: string,
  what: string,
  devices: (document: DomainDocument) => readonly DeviceElement[],
): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event, document } of documentsOf(evidence, isSevFamily)) {
        for (const device of devices(document)) {
          const found = device.iommu;
          say.check(
            found === 'on',
            event,
            () => `${event.guest} has ${what} "${device.kind}" with iommu ${quoted(found)}, expected "on"`,
          );
        }
      }
    },
  };
}

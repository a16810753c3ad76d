/**
 * Checks: within one document, an image made for a protection stands beside launchSecurity of that protection only, and launchSecurity
 * beside an image made for it.
 * Does not check: what was asked for (launch-security-type, *-firmware); documents whose firmware libvirt chooses.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/efi/efi.go, converter/compute/launch_security.go, which decide by different rules
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/firmware-matches-launch-security`. */
export const firmwareMatchesLaunchSecurity: Invariant = {
  requirement: 'kubevirt/domain/firmware-matches-launch-security',
  judge(evidence, say) {
    for (const { event, document } of look(evidence).documents) {
      if (document.loader === undefined) continue;
      const image = document.loader.path.split('/').at(-1) ?? '';
      const [type, madeFor] = [document.launchSecurity?.type, protectionOf[image]];
      say.check(
        madeFor === type,
        event,
        () => `${event.guest} boots ${image}, made for ${quoted(madeFor)}, with launchSecurity ${quoted(type)}`,
      );
    }
  },
};

/** The launchSecurity type an image is made for; ordinary images are made for none. */
const protectionOf: Readonly<Record<string, string>> = {
  'OVMF_CODE.cc.fd': 'sev',
  'OVMF.amdsev.fd': 'sev-snp',
  'OVMF.inteltdx.fd': 'tdx',
  'OVMF.inteltdx.secboot.fd': 'tdx',
};

import type { RunDecision } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { readConfig } from '../config.js';
import { sevFirmwareCode } from '../render/firmware.js';
import { objectOf } from '../vmi.js';
import { denied, granted, internalError } from './decision.js';
import { type Asked, textIn } from './rules.js';
import { withSession } from './sev-session.js';

/**
 * `sev/fetchcertchain`: libvirt on the guest's node is asked each time, because the platform's keys can be made anew.
 * Source: KubeVirt v1.9 `pkg/virt-launcher/virtwrap/manager.go` (GetSEVInfo).
 */
export function certificates({ status, hypervisor, choices }: Asked): RunDecision {
  const sevPlatformInfo = (choices.remembersCertificates ? status.sevPlatformInfo : undefined) ?? hypervisor?.sevInfo;
  if (sevPlatformInfo === undefined) return denied(status, internalError('Getting SEV platform info failed'));
  const { pdh, certChain } = sevPlatformInfo;
  const now = choices.remembersCertificates ? { ...status, sevPlatformInfo: { ...sevPlatformInfo } } : status;
  return granted(now, 'nothing', 200, { pdh, certChain } as JsonObject);
}

/** `sev/setupsession`: the session becomes part of the request, and the guest need not wait any longer. */
export function session({ vmi, status, body }: Asked): RunDecision {
  const guest = objectOf(withSession(vmi, textIn(body, 'session'), textIn(body, 'dhCert')));
  return { ...granted(status, 'start', 202), guest };
}

/**
 * `sev/querylaunchmeasurement`: what the firmware measured, with the hash of the image the guest booted from, which the owner compares
 * with a hash of the same image from elsewhere. Source: KubeVirt v1.9 `pkg/virt-launcher/virtwrap/manager.go` (GetLaunchMeasurement).
 */
export function measurement({ status, hypervisor, config, choices }: Asked): RunDecision {
  const measured = hypervisor?.measurement;
  const loaderSHA = hypervisor?.firmwareSha256?.[sevFirmwareCode(readConfig(config), choices)];
  if (measured === undefined || loaderSHA === undefined) {
    return denied(status, internalError('Getting launch security info failed'));
  }
  const { buildId: buildID, apiMajor, apiMinor, policy } = measured;
  return granted(status, 'nothing', 200, { measurement: measured.measurement, apiMajor, apiMinor, buildID, policy, loaderSHA });
}

/** `sev/injectlaunchsecret`: the secret goes to the firmware, which puts it where only the measured guest can read it. */
export function injection({ status }: Asked): RunDecision {
  return granted(status, 'inject', 200);
}

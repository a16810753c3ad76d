import { done, type Outcome } from '../../core/outcome.js';
import { childOf } from '../../core/xml-reader.js';
import type { Daemon, Fault, TypedParameter } from '../daemon-contract.js';
import { fault, faultOf, notRunning } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { textOf } from './document/xml-part.js';
import { states } from './domain-states.js';
import { type Domain, isActive } from './domain-store.js';
import { onDomain } from './on-domain.js';

/**
 * Handlers of the owner's part in a launch: what was measured, and a secret for the guest.
 * Source: libvirt 11.3.0 `src/qemu/qemu_driver.c` `qemuDomainGetLaunchSecurityInfo`, `qemuDomainSetLaunchSecurityState`.
 */
export const launchSecurityHandlers: Handlers = {
  domainGetLaunchSecurityInfo: onDomain((domain, _, { daemon }) => info(domain, daemon)),
  domainSetLaunchSecurityState: onDomain((domain, { params }, { daemon }) => setState(domain, params, daemon)),
};

type Info = { readonly params: readonly TypedParameter[] };

/** Empty for guests without launch security of AMD. */
function info(domain: Domain, daemon: Daemon): Outcome<Info, Fault> {
  const { launchSecurity } = domain.definition;
  if (launchSecurity !== 'sev' && launchSecurity !== 'sev-snp') return done({ params: [] });
  if (!isActive(domain)) return notRunning(daemon);
  return launchSecurity === 'sev' ? sevInfo(domain, daemon) : snpInfo(domain, daemon);
}

function sevInfo({ definition }: Domain, { host }: Daemon): Outcome<Info, Fault> {
  const measured = host.launchMeasurement(definition.name);
  if (measured === undefined) return done({ params: [] });
  const { measurement, apiMajor, apiMinor, buildId, policy } = measured;
  return done({
    params: [
      { field: 'sev-measurement', type: 'string', value: measurement },
      { field: 'sev-api-major', type: 'uint', value: apiMajor },
      { field: 'sev-api-minor', type: 'uint', value: apiMinor },
      { field: 'sev-build-id', type: 'uint', value: buildId },
      { field: 'sev-policy', type: 'uint', value: policy },
    ],
  });
}

/** libvirt asks QEMU for a measurement first, which SNP does not have; see the quirk `snp-launch-security-info-fails`. */
function snpInfo({ definition }: Domain, daemon: Daemon): Outcome<Info, Fault> {
  if (!daemon.without.has('snp-launch-security-info-fails')) {
    const words = `unable to execute QEMU command 'query-sev-launch-measure': SEV launch measurement is not available`;
    return fault(daemon, 'internal', words);
  }
  const policy = BigInt(textOf(childOf(definition.root, 'launchSecurity'), 'policy') ?? '0');
  const api = daemon.host.sevApi;
  return done({
    params: [
      ...(['major', 'minor', 'build'] as const).map(
        (which) =>
          ({ field: which === 'build' ? 'sev-build-id' : `sev-api-${which}`, type: 'uint', value: api?.[which] ?? 0 }) as const,
      ),
      { field: 'sev-snp-policy', type: 'ullong', value: policy },
    ],
  });
}

function setState(domain: Domain, params: readonly TypedParameter[], daemon: Daemon): Outcome<undefined, Fault> {
  if (domain.definition.launchSecurity !== 'sev') {
    return fault(daemon, 'operation-unsupported', 'setting a launch secret is only supported in SEV-enabled domains');
  }
  const has = (field: string): boolean => params.some((param) => param.field === field && param.type === 'string');
  if (!has('sev-secret-header') || !has('sev-secret'))
    return fault(daemon, 'internal', 'Both secret and the secret header are required');
  if (!isActive(domain)) return notRunning(daemon);
  if (domain.state !== states.paused) return fault(daemon, 'operation-invalid', 'domain must be in a paused state');
  const injected = daemon.host.injectLaunchSecret(domain.definition.name);
  return injected.ok ? done(undefined) : { ok: false, reason: faultOf(daemon, injected.reason) };
}

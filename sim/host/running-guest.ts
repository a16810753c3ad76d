import type { ConfidentialProtection } from '../contracts/protection.js';
import type { LibvirtError } from '../contracts/subject.js';
import type { GuestTruth } from '../contracts/truth.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { HeldKey } from './guest-keys.js';
import { type DefinedDomain, libvirtFailure, type StartFailure } from './libvirt-define.js';
import { libvirtError } from './libvirt-error.js';

/** A guest that was launched and has not ended, and the key it holds. */
export interface RunningGuest {
  readonly domain: DefinedDomain;
  readonly key: HeldKey | undefined;
  truth: GuestTruth;
  /** Its CPUs stand still. */
  paused: boolean;
  /** Its CPUs have run since it was launched: the security processor puts nothing into its memory any more. */
  touched: boolean;
  /** Which launch of its host this was, counted from the machine's making. */
  readonly launch: number;
}

/** A guest that was launched just now; with `paused` its CPUs wait to be resumed. */
export function runningGuest(
  domain: DefinedDomain,
  key: HeldKey | undefined,
  { cgroup, paused, launch }: { readonly cgroup: string; readonly paused: boolean; readonly launch: number },
): RunningGuest {
  const { name, protection } = domain;
  const truth: GuestTruth =
    key === undefined
      ? { name, protection, cgroup }
      : { name, protection: protection as ConfidentialProtection, keyId: key.id, cgroup };
  return { domain, key, truth, paused, touched: !paused, launch };
}

/** Why a domain cannot be started beside the guest of its name that runs already, if there is one. */
export function alreadyRunning({ name, uuid }: DefinedDomain, running: RunningGuest | undefined): StartFailure | undefined {
  if (running === undefined) return undefined;
  if (uuid === running.domain.uuid) return libvirtFailure('operation-invalid', 'domain is already running', 'invalid-domain');
  const text = `domain '${name}' already exists with uuid ${running.domain.uuid}`;
  return { error: libvirtError('operation-failed', text, 'domain'), cause: 'invalid-domain' };
}

/** virDomainSuspend. Suspending a paused guest changes nothing. */
export function suspend(guest: RunningGuest): void {
  guest.paused = true;
}

/** virDomainResume. With its first run the launch of a SEV guest is finished. Source: QEMU 10.0 `target/i386/sev.c` `sev_vm_state_change`. */
export function resume(guest: RunningGuest): void {
  guest.paused = false;
  guest.touched = true;
}

/**
 * virDomainSetLaunchSecurityState: a secret for a SEV or SEV-ES guest that has not run yet. The firmware takes it only from the owner of
 * the launch session, so a guest without one refuses. Several secrets may follow each other.
 * Source: libvirt 11.3 `src/qemu/qemu_driver.c` `qemuDomainSetLaunchSecurityState`; QEMU 10.0 `target/i386/sev.c` `sev_inject_launch_secret`.
 */
export function injectLaunchSecret({ domain, paused, touched }: RunningGuest): Outcome<void, LibvirtError> {
  const { type, session } = domain.security;
  if (type !== 'sev') {
    return refused(libvirtError('operation-unsupported', 'setting a launch secret is only supported in SEV-enabled domains'));
  }
  if (!paused) return refused(libvirtError('operation-invalid', 'domain must be in a paused state'));
  if (touched) return refused(qemuCommandError(`SEV: Not in correct state. (LSECRET) ${sevStateRunning}`));
  if (session === undefined)
    return refused(qemuCommandError("SEV: failed to inject secret ret=-5 fw_error=11 'Bad measurement'"));
  return done(undefined);
}

/** Source: QEMU 10.0 `qapi/misc-i386.json`, `SevState`: uninit, launch-update, launch-secret, running. */
const sevStateRunning = 3;

function qemuCommandError(text: string): LibvirtError {
  return libvirtError('internal', `unable to execute QEMU command 'sev-inject-launch-secret': ${text}`);
}

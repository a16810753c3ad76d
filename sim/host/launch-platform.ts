import type { HypervisorView } from '../contracts/subject.js';
import type { Boot } from './boot.js';
import { first16, launchDigestOf, launchMeasurement, tikOfSession } from './launch-measurement.js';
import { type PlatformCertificates, platformCertificates } from './platform-certificates.js';
import type { RunningGuest } from './running-guest.js';

/** One initialisation of one machine's security processor. */
export class LaunchPlatform {
  readonly #serial: string;
  readonly #boots: number;
  #certificates: PlatformCertificates | undefined;

  /**
   * @param serial Tells the machine from others.
   * @param boots How often it has booted before.
   */
  constructor(serial: string, boots: number) {
    this.#serial = serial;
    this.#boots = boots;
  }

  /** The machine boots again. */
  next(): LaunchPlatform {
    return new LaunchPlatform(this.#serial, this.#boots + 1);
  }

  /** Worked out when first asked for. */
  get certificates(): PlatformCertificates {
    this.#certificates ??= platformCertificates(this.#serial, this.#boots);
    return this.#certificates;
  }

  /**
   * virDomainGetLaunchSecurityInfo of a SEV or SEV-ES guest; undefined for all others. QEMU measures at the end of the launch and keeps
   * the answer for as long as the guest lives. Without a session the firmware draws a key nobody knows.
   * Source: QEMU 10.0 `target/i386/sev.c` `sev_launch_get_measure`, `sev_get_launch_measurement`.
   */
  measurementOf({ domain, launch }: RunningGuest, { description }: Boot): HypervisorView['measurement'] {
    const { security, firmware, name } = domain;
    const api = description.amd?.psp.api;
    if (security.type !== 'sev' || api === undefined) return undefined;
    const told = { apiMajor: api.major, apiMinor: api.minor, buildId: api.build, policy: Number(security.policy) };
    const seed = `${this.#serial}/${this.#boots}/${launch}/${name}`;
    const tik = security.session === undefined ? first16(`fauxmetal-tik-of-nobody:${seed}`) : tikOfSession(security.session);
    const nonce = first16(`fauxmetal-nonce:${seed}`);
    return { measurement: launchMeasurement({ ...told, tik, nonce, launchDigest: launchDigestOf(firmware.path) }), ...told };
  }
}

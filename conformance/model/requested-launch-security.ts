import type { Protection } from '../../sim/contracts/protection.js';
import type { Json, JsonObject } from '../../sim/core/json.js';
import { isObject, member, textOf } from './json-member.js';

/** What `spec.domain.launchSecurity` of an instance asks for. */
export interface RequestedLaunchSecurity {
  /** It is there, even if empty. */
  readonly launchSecurity: boolean;
  /** Members that are set, in the order SEV, SNP, TDX. */
  readonly types: readonly ('SEV' | 'SNP' | 'TDX')[];
  /** The protection that follows from exactly one type; `none` otherwise. */
  readonly protection: Protection;
  readonly attestation: boolean;
  /** Launch policy that an SNP or TDX guest names itself. */
  readonly policy: string | undefined;
  /** Something of the owner's launch session is there: the session, the Diffie-Hellman certificate, or both. SEV and SEV-ES only. */
  readonly session: boolean;
  /** That session, as its owner handed it in; undefined until it is complete. */
  readonly launchSession: LaunchSession | undefined;
}

/** Reads it; whatever is missing or of the wrong type counts as absent. */
export function requestedLaunchSecurity(launchSecurity: Json | undefined): RequestedLaunchSecurity {
  if (!isObject(launchSecurity)) return noLaunchSecurity;
  const types = typeNames.filter(([key]) => isObject(launchSecurity[key])).map(([, name]) => name);
  return {
    launchSecurity: true,
    types,
    protection: types.length === 1 ? protectionOf(launchSecurity) : 'none',
    attestation: isObject(member(launchSecurity, 'sev', 'attestation')),
    policy: textOf(member(launchSecurity, 'snp', 'policy')) ?? textOf(member(launchSecurity, 'tdx', 'policy')),
    session: beginsSession(launchSecurity.sev),
    launchSession: launchSessionOf(launchSecurity.sev),
  };
}

const typeNames = [
  ['sev', 'SEV'],
  ['snp', 'SNP'],
  ['tdx', 'TDX'],
] as const;

const noLaunchSecurity = {
  launchSecurity: false,
  types: [],
  protection: 'none',
  attestation: false,
  policy: undefined,
  session: false,
  launchSession: undefined,
} as const;

/** Base64 texts. */
export interface LaunchSession {
  readonly session: string;
  readonly dhCert: string;
}

/** The session in the body of a request, or in the SEV part of one; undefined when it is not complete. */
export function launchSessionOf(value: Json | undefined): LaunchSession | undefined {
  const [session, dhCert] = [textOf(member(value, 'session')), textOf(member(value, 'dhCert'))];
  return session && dhCert ? { session, dhCert } : undefined;
}

function beginsSession(value: Json | undefined): boolean {
  return [member(value, 'session'), member(value, 'dhCert')].some((part) => typeof part === 'string' && part !== '');
}

function protectionOf(launchSecurity: JsonObject): Protection {
  if (isObject(launchSecurity.snp)) return 'snp';
  if (isObject(launchSecurity.tdx)) return 'tdx';
  return member(launchSecurity, 'sev', 'policy', 'encryptedState') === true ? 'sev-es' : 'sev';
}

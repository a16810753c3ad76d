import type { JsonObject } from '../../sim/core/json.js';

/** A request to the API about a guest. */
export interface GuestRequest {
  readonly request: string;
  readonly body?: JsonObject;
}

/** What an owner hands in before the launch: any base64 will do. Source: KubeVirt `SEVSessionOptions`. */
export const launchSession = { session: 'c2Vzc2lvbg==', dhCert: 'ZGhDZXJ0' } as const;

/** A session that was made for the keys of another platform, which this one cannot unwrap. */
export const foreignSession = { ...launchSession, session: 'eyJwZGgiOiJiM1JvWlhJPSIsIm93bmVyIjoibyJ9' } as const;

/** What an owner hands in after the measurement. Source: KubeVirt `SEVSecretOptions`. */
export const launchSecret = { header: 'aGVhZGVy', secret: 'c2VjcmV0' } as const;

/** The requests with which an owner launches a SEV guest, in the right order. Source: KubeVirt v1.9 `pkg/virt-api/rest/sev.go`. */
export const launchRequests: readonly GuestRequest[] = [
  { request: 'sev/fetchcertchain' },
  { request: 'sev/setupsession', body: launchSession },
  { request: 'sev/querylaunchmeasurement' },
  { request: 'sev/injectlaunchsecret', body: launchSecret },
  { request: 'unpause' },
];

import type { Happening, HypervisorView, RunDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { everyGate, exampleGuest, type RequestChanges } from './example-guest.js';
import { kubevirt } from './index.js';

/** A guest to live through something, and the stack it lives with. */
export interface ExampleLife {
  readonly quirks?: readonly string[];
  readonly changes?: RequestChanges;
  readonly config?: JsonObject;
  /** Kind of the object that made it; a guest of its own when absent. */
  readonly owner?: string;
}

/** What the stack answers to one happening after the other, each time with the status and the request it answered last. */
export function livedThrough(
  launchSecurity: JsonObject | undefined,
  happenings: readonly Happening[],
  { quirks = [], changes = {}, config = everyGate, owner }: ExampleLife = {},
): readonly RunDecision[] {
  const subject = kubevirt({ quirks });
  const decisions: RunDecision[] = [];
  let guest = owned(exampleGuest(launchSecurity, changes), owner);
  for (const happening of happenings) {
    const decision = subject.run(guest, happening, decisions.at(-1)?.status ?? {}, config);
    guest = decision.guest ?? guest;
    decisions.push(decision);
  }
  return decisions;
}

/** Accepted and placed on `h0`. */
export const toItsNode: readonly Happening[] = [{ what: 'admitted' }, { what: 'placed', host: 'h0' }];

/** Accepted, placed and started on `h0`. */
export const toRunning: readonly Happening[] = [...toItsNode, { what: 'started', host: 'h0', paused: false }];

/** The same, with its CPUs stopped. */
export const toPaused: readonly Happening[] = [...toItsNode, { what: 'started', host: 'h0', paused: true }];

/** Somebody asks the API for something. */
export function asking(request: string, body?: JsonObject, hypervisor?: HypervisorView): Happening {
  return { what: 'request', request, ...(body && { body }), ...(hypervisor && { hypervisor }) };
}

/** A SEV guest whose owner wants to attest it. */
export const attested: JsonObject = { sev: { attestation: {} } };

/** What an attested guest must say besides. */
export const startsPaused: RequestChanges = { spec: { startStrategy: 'Paused' } };

/** What libvirt says of such a guest while it stands still. */
export const exampleView: HypervisorView = {
  sevInfo: { pdh: 'cGRo', certChain: 'Y2hhaW4=' },
  measurement: { measurement: 'bWVhc3VyZW1lbnQ=', apiMajor: 0, apiMinor: 24, buildId: 15, policy: 1 },
  firmwareSha256: { '/usr/share/edk2/ovmf/OVMF_CODE.cc.fd': 'f00d' },
};

/** A launch session. */
export const exampleSession: JsonObject = { session: 'U0VTU0lPTg==', dhCert: 'REhDRVJU' };

/** Answers to what can happen to a placed guest, chosen so that every quirk of the stage shows in at least one. */
export function runAnswers(quirks: readonly string[]): Readonly<Record<string, readonly RunDecision[]>> {
  const host = 'h0';
  const external: RequestChanges = { spec: { evictionStrategy: 'External' } };
  const refused = { what: 'kubelet-refused', host, reason: 'UnexpectedAdmissionError', message: 'Allocate failed …' } as const;
  const session = asking('sev/setupsession', exampleSession, exampleView);
  const certificates = asking('sev/fetchcertchain', undefined, exampleView);
  const later = asking('sev/fetchcertchain', undefined, { sevInfo: { pdh: 'bmV3', certChain: 'bmV3' } });
  const measurement = asking('sev/querylaunchmeasurement', undefined, exampleView);
  const on = (happenings: readonly Happening[], changes: RequestChanges = {}, launchSecurity: JsonObject = { snp: {} }) =>
    livedThrough(launchSecurity, happenings, { quirks, changes });
  return {
    crash: on([...toRunning, { what: 'stopped', host, by: 'crash' }]),
    refusal: on([...toItsNode, refused]),
    silence: on([...toRunning, { what: 'agent-silent', host }]),
    'unreadable eviction': on([...toRunning, asking('eviction', { deleteOptions: 'now' })], external),
    'more CPUs': on([...toRunning, asking('cpu-hotplug', { sockets: 2 })]),
    'nobody asked': on([...toItsNode, certificates]),
    attestation: on([...toItsNode, { what: 'agent-back', host }, certificates, later, session, session], startsPaused, attested),
    'attestation while it runs': on([...toRunning, measurement], startsPaused, attested),
  };
}

function owned(guest: JsonObject, kind: string | undefined): JsonObject {
  if (kind === undefined) return guest;
  const ownerReferences = [{ kind, name: 'owner', controller: true }];
  return { ...guest, metadata: { ...(guest.metadata as JsonObject), ownerReferences } };
}

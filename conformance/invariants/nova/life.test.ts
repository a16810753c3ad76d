import { describe, expect, it } from 'vitest';
import type { EndGuest } from '../../../sim/contracts/evidence.js';
import type { LibvirtError } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import {
  type Act,
  asked,
  born,
  denied,
  encryptedBy,
  granted,
  happened,
  launched,
  novaTale,
  placed,
  released,
  rendered,
  server,
  shown,
  taleTruth,
  type Untimed,
} from '../evidence-fixtures/nova-tale.js';
import { invariants } from '../index.js';
import { type TaleRow, toldTo } from '../nova-tale-rows.js';

const sev = server(encryptedBy('amd-sev'));
const plain = server();
const bios = server({}, { hw_firmware_type: 'bios' });
const uuid = String(sev.uuid);

const [active, off, error] = [
  shown('ACTIVE', 'active', { nvram: 'kept' }),
  shown('SHUTOFF', 'stopped'),
  { status: 'ERROR', vm_state: 'error' },
];
const waiting = shown('VERIFY_RESIZE', 'resized', { host: 'h1' });
const refusedLive = `Operation 'live-migration' not supported for mem encryption enabled instance (${uuid}).`;
const refusedSuspend = `Operation 'suspend' not supported for mem encryption enabled instance (${uuid}).`;
const noHost = 'No valid host was found. There are not enough hosts available.';
const libvirtError: LibvirtError = { code: 1, domain: 10, message: 'internal error: no' };
const otherImage = { image: { id: 'i1', name: 'other', properties: { hw_firmware_type: 'bios', hw_machine_type: 'q35' } } };
const esImage = {
  image: { id: 'i1', name: 'other', properties: { hw_firmware_type: 'uefi', hw_machine_type: 'q35', hw_mem_encryption: true } },
};
const bigger = { flavor: { name: 'm1.big', vcpus: 2, ram: 128, extra_specs: encryptedBy('amd-sev') } };
const wrongFlavor = { flavor: { name: 'm1.odd', vcpus: 2, ram: 128, extra_specs: encryptedBy('amd-sme') } };
const unknownModel = "Invalid memory encryption model 'amd-sme'. Allowed values: amd-sev, amd-sev-es.";

/** A server that has moved from h0 to h1, and waits for its user. */
const moved: Act = [
  granted('migrate', shown('RESIZE', 'active'), 'relocate'),
  placed(sev, 'h1', 'h0'),
  rendered(sev, undefined, 'h1'),
  launched(sev, 'h1'),
  happened({ what: 'started', host: 'h1', paused: false }, waiting),
];
const silence: Act = [label('agent-silent')];
const evacuating = granted('evacuate', shown('REBUILD', 'active'), 'relocate');

const rows: Readonly<Record<string, TaleRow>> = {
  'status-is-known': one([granted('stop', off, 'power-off')], [granted('stop', shown('SHUT', 'stopped'), 'power-off')]),
  'started-is-active': one([start(active)], [start(shown('SHUTOFF', 'stopped'))]),
  'unplaceable-build-is-an-error': unborn(
    [happened({ what: 'not-placed', message: noHost }, { ...error, fault: { code: 500, message: noHost } }, 'give-up')],
    [happened({ what: 'not-placed', message: noHost }, { status: 'BUILD', vm_state: 'building' })],
  ),
  'failed-build-is-an-error': unborn(
    [failed(error, 'give-up')],
    [failed({ status: 'BUILD', vm_state: 'building' }, 'try-again')],
  ),
  'failure-is-explained': unborn(
    [failed({ ...error, fault: { code: 500, message: libvirtError.message } }, 'give-up')],
    [failed(error, 'give-up')],
  ),
  'failed-start-is-not-active': unborn([failed(error, 'give-up')], [failed(active, 'nothing')]),
  'encrypted-guests-do-not-move-live': one(
    [denied('live-migrate', active, 400, refusedLive)],
    [granted('live-migrate', active, 'relocate')],
  ),
  'encrypted-guests-are-not-suspended': one(
    [denied('suspend', active, 400, refusedSuspend)],
    [denied('suspend', active, 400, 'no')],
  ),
  'never-possible-is-a-bad-request': one(
    [denied('suspend', active, 400, refusedSuspend)],
    [denied('suspend', active, 409, refusedSuspend)],
  ),
  'encryption-is-looked-at-before-the-state': after(
    [granted('stop', off, 'power-off')],
    [denied('suspend', off, 400, refusedSuspend)],
    [denied('suspend', off, 409, `Cannot 'suspend' instance ${uuid} while it is in vm_state stopped`)],
  ),
  'ordinary-servers-are-suspended': one(
    [granted('suspend', shown('SUSPENDED', 'suspended'), 'power-off')],
    [denied('suspend', active, 400, refusedSuspend)],
    plain,
  ),
  'ordinary-servers-are-migrated': one(
    [granted('live-migrate', shown('MIGRATING', 'active'), 'relocate')],
    [denied('live-migrate', active, 400, refusedLive)],
    plain,
  ),
  'wrong-state-is-a-conflict': one(
    [denied('start', active, 409, `Cannot 'start' instance ${uuid} while it is in vm_state active`)],
    [denied('start', active, 400, 'no')],
  ),
  'right-state-is-granted': one([granted('stop', off, 'power-off')], [denied('stop', active, 409, 'no')]),
  'unknown-action-is-a-bad-request': one(
    [denied('fly', active, 400, 'There is no such action: fly')],
    [denied('fly', active, 404, 'There is no such action: fly')],
  ),
  'refusals-are-the-users': one([denied('start', active, 409, 'no')], [denied('start', active, 500, 'Unexpected API Error.')]),
  'refusal-changes-nothing': one([denied('start', active, 409, 'no')], [denied('start', off, 409, 'no')]),
  'power-keeps-place': one([granted('stop', off, 'power-off')], [granted('stop', off, 'offload')]),
  'stop-gives-the-key-back': one([granted('stop', off, 'power-off'), released(sev)], [granted('stop', off, 'power-off')]),
  'off-servers-keep-their-place': ending(
    { status: off, host: 'h0', holds: { 'h0_amd_sev:MEM_ENCRYPTION_CONTEXT': 1 } },
    { status: off, host: 'h0', holds: {} },
  ),
  'held-context-is-of-its-model': ending(
    { status: active, host: 'h0', holds: { 'h0_amd_sev:MEM_ENCRYPTION_CONTEXT': 1, 'h0:VCPU': 1 } },
    { status: active, host: 'h0', holds: { 'h0_amd_sev_es:MEM_ENCRYPTION_CONTEXT': 1, 'h0:VCPU': 1 } },
  ),
  'start-stays-on-the-host': after(
    [granted('stop', off, 'power-off'), released(sev)],
    [granted('start', off, 'start'), rendered(sev)],
    [granted('start', off, 'start'), placed(sev, 'h1'), rendered(sev, undefined, 'h1')],
  ),
  'reboot-starts-anew-in-place': one(
    [granted('reboot', active, 'reboot', { body: { type: 'HARD' } }), released(sev), rendered(sev)],
    [granted('reboot', active, 'nothing', { body: { type: 'HARD' } })],
  ),
  'power-keeps-variables': one([granted('stop', off, 'power-off')], [granted('stop', { ...off, nvram: 'removed' }, 'power-off')]),
  'variables-are-the-guests': one(
    [granted('stop', { ...off, nvram: 'none' }, 'power-off')],
    [granted('stop', { ...off, nvram: 'removed' }, 'power-off')],
    bios,
  ),
  'deletion-removes-variables': one([gone({ nvram: 'removed' })], [gone({ nvram: 'kept' })]),
  'rebuild-works-across-firmware': one(
    [granted('rebuild', shown('REBUILD', 'active'), 'reboot', { body: otherImage, guest: { ...plain, ...otherImage } })],
    [granted('rebuild', error, 'power-off', { body: otherImage })],
    plain,
  ),
  'rebuild-is-judged': one(
    [
      denied(
        'rebuild',
        active,
        400,
        "Memory encryption is requested by hw:mem_encryption extra spec in m1.small flavor but the image metadata doesn't have the 'hw_firmware_type' property set to 'uefi'",
        otherImage,
      ),
    ],
    [granted('rebuild', shown('REBUILD', 'active'), 'reboot', { body: otherImage, guest: { ...sev, ...otherImage } })],
  ),
  'resize-is-judged': one(
    [denied('resize', active, 400, unknownModel, wrongFlavor)],
    [granted('resize', active, 'relocate', { body: wrongFlavor })],
  ),
  'rebuild-follows-placement': one(
    [granted('rebuild', shown('REBUILD', 'active'), 'relocate', { body: esImage }), placed(plain, 'h0', 'h0')],
    [granted('rebuild', shown('REBUILD', 'active'), 'reboot', { body: esImage })],
    plain,
  ),
  'rebuild-stays-on-the-host': one(
    [granted('rebuild', shown('REBUILD', 'active'), 'reboot'), rendered(sev)],
    [granted('rebuild', shown('REBUILD', 'active'), 'reboot'), rendered(sev, undefined, 'h1')],
  ),
  'granted-work-is-begun': one(
    [granted('rescue', active, 'reboot')],
    [granted('rescue', { ...error, fault: { code: 500 } }, 'nothing')],
  ),
  'rebuilt-guests-can-move': one(
    [granted('migrate', active, 'relocate')],
    [granted('migrate', { ...active, fault: { code: 500 } }, 'nothing')],
  ),
  'evacuation-works': after(silence, [evacuating], [granted('evacuate', { ...error, fault: { code: 500 } }, 'nothing')]),
  'pause-stops-the-cpus': one(
    [granted('pause', shown('PAUSED', 'paused'), 'pause')],
    [granted('pause', shown('PAUSED', 'paused'), 'nothing')],
  ),
  'move-waits-for-its-user': one(moved, [
    ...moved.slice(0, -1),
    happened({ what: 'started', host: 'h1', paused: false }, active),
  ]),
  'moves-keep-protection': after(
    silence,
    [granted('evacuate', active, 'relocate', { guest: sev })],
    [granted('evacuate', active, 'relocate', { guest: { ...sev, image: { id: 'i0', properties: {} } } })],
  ),
  'moves-leave-the-host': one(moved, [granted('migrate', active, 'relocate'), placed(sev, 'h0', 'h0')]),
  'confirm-gives-back': after(
    moved,
    [granted('confirmResize', shown('ACTIVE', 'active', { host: 'h1' }), 'confirm')],
    [granted('confirmResize', shown('ACTIVE', 'active', { host: 'h1' }), 'nothing')],
  ),
  'revert-goes-back': after(
    moved,
    [granted('revertResize', waiting, 'revert'), rendered(sev)],
    [granted('revertResize', waiting, 'revert'), rendered({ ...sev, ...bigger })],
  ),
  'failed-move-changes-nothing': one(
    [granted('migrate', active, 'relocate'), happened({ what: 'not-placed', message: noHost }, active)],
    [granted('migrate', active, 'relocate'), happened({ what: 'not-placed', message: noHost }, error, 'give-up')],
  ),
  'failed-move-gives-back': one(
    [granted('migrate', active, 'relocate'), placed(sev, 'h1', 'h0'), failed(active, 'revert')],
    [granted('migrate', active, 'relocate'), placed(sev, 'h1', 'h0'), failed(error, 'hold')],
  ),
  'offload-gives-back': after(
    [granted('shelve', shown('SHELVED', 'shelved'), 'power-off')],
    [granted('shelveOffload', { status: 'SHELVED_OFFLOADED', vm_state: 'shelved_offloaded' }, 'offload')],
    [granted('shelveOffload', { status: 'SHELVED_OFFLOADED', vm_state: 'shelved_offloaded' }, 'power-off')],
  ),
  'unshelve-claims-anew': after(
    [granted('shelve', shown('SHELVED', 'shelved'), 'power-off')],
    [granted('unshelve', shown('SHELVED', 'shelved'), 'start'), rendered(sev)],
    [granted('unshelve', shown('SHELVED', 'shelved'), 'unshelve'), placed(sev)],
  ),
  'evacuation-needs-a-dead-host': one([denied('evacuate', active, 400, 'Compute service of h0 is still in use.')], [evacuating]),
  'evacuated-source-is-freed': after(
    [evacuating, placed(sev, 'h1', 'h0')],
    [happened({ what: 'agent-back', host: 'h0' }, active, 'confirm')],
    [happened({ what: 'agent-back', host: 'h0' }, active)],
  ),
  'rescue-keeps-protection': one([rendered(rescued(sev))], [rendered(rescued(sev), '<domain><name>g</name><os/></domain>')]),
  'rescue-is-undone': after(
    [granted('rescue', shown('RESCUE', 'rescued'), 'reboot', { guest: rescued(sev) })],
    [granted('unrescue', active, 'reboot', { guest: sev }), rendered(sev), start(active)],
    [granted('unrescue', active, 'reboot'), rendered(rescued(sev)), start(active)],
  ),
  'delete-always-works': one([gone({})], [happened({ what: 'deletion-asked' }, error)]),
  'delete-gives-the-key-back': one([gone({}), released(sev)], [gone({})]),
  'crash-is-noticed': one(
    [happened({ what: 'stopped', host: 'h0', by: 'crash' }, off)],
    [happened({ what: 'stopped', host: 'h0', by: 'crash' }, active)],
  ),
  'services-come-and-go': one(
    [happened({ what: 'agent-back', host: 'h0' }, active)],
    [happened({ what: 'agent-back', host: 'h0' }, active, 'stop')],
  ),
  'tenants-do-not-stop-services': one([label('agent-started')], [label('agent-started', true)]),
  'identity-is-kept': one(
    [granted('rescue', active, 'reboot', { guest: rescued(sev) })],
    [granted('rescue', active, 'reboot', { guest: { ...sev, name: 'other' } })],
  ),
  'no-secrets-are-shown': one(
    [granted('stop', off, 'power-off')],
    [granted('stop', { ...off, session: 'c2Vzc2lvbg==' }, 'power-off')],
  ),
  'host-is-shown': ending({ status: active, host: 'h0' }, { status: active, host: 'h1' }),
  'shown-active-is-running': ending({ status: active, running: true }, { status: active, running: false }),
};

describe('judges of what becomes of servers', () => {
  it.each(Object.entries(rows))('%s', (name, row) => {
    const { checks, finding, objection } = toldTo(`nova/life/${name}`, row);
    expect(finding).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(objection).toBeDefined();
  });

  it('have a row each', () => {
    const names = invariants.flatMap(({ requirement }) => /^nova\/life\/(.*)/.exec(requirement)?.[1] ?? []);
    expect(Object.keys(rows).sort()).toEqual(names.sort());
  });
});

/** What happens to a server that runs, rightly and wrongly. */
function one(right: Act, wrong: Act, object: JsonObject = sev): TaleRow {
  return { right: novaTale([born(object), right]), wrong: novaTale([born(object), wrong]) };
}

/** The same, after something else. */
function after(before: Act, right: Act, wrong: Act): TaleRow {
  return { right: novaTale([born(sev), before, right]), wrong: novaTale([born(sev), before, wrong]) };
}

/** What happens to a server that does not run yet. */
function unborn(right: Act, wrong: Act): TaleRow {
  const begun: Act = [asked(sev), happened({ what: 'admitted' }, { status: 'BUILD', vm_state: 'building' })];
  return { right: novaTale([begun, right]), wrong: novaTale([begun, wrong]) };
}

/** How a server is at the end. */
function ending(right: Partial<EndGuest>, wrong: Partial<EndGuest>): TaleRow {
  return { right: novaTale([born(sev)], [right]), wrong: novaTale([born(sev)], [wrong]) };
}

function start(status: JsonObject): Untimed {
  return happened({ what: 'started', host: 'h0', paused: false }, status);
}

function failed(status: JsonObject, next: Parameters<typeof happened>[2]): Untimed {
  return happened({ what: 'not-started', host: 'h0', error: libvirtError }, status, next);
}

function gone(more: JsonObject): Untimed {
  return happened({ what: 'deletion-asked' }, shown('DELETED', 'deleted', more), 'stop');
}

function rescued(object: JsonObject): JsonObject {
  return { ...object, rescue: { image: { id: 'i2', properties: {} }, stable: false } };
}

function label(happening: 'agent-started' | 'agent-silent', refuses = false): Untimed {
  const decision = { labels: {}, resources: {}, problems: [], ...(refuses && { refusesToServe: true as const }) };
  return { event: 'label', host: 'h0', happening, before: {}, decision, truth: taleTruth };
}

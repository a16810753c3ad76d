import { describe, expect, it } from 'vitest';
import type { AdmitDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { readNovaAsked } from '../../model/nova-asked.js';
import { novaRefusals } from '../../model/nova-request.js';
import { asked, encryptedBy, novaTale, rendered, server, unrendered } from '../evidence-fixtures/nova-tale.js';
import { invariants } from '../index.js';
import { type TaleRow, toldTo } from '../nova-tale-rows.js';

const sev = encryptedBy('amd-sev');
const on = { 'hw:mem_encryption': 'True' };
const volume = server(
  on,
  { hw_machine_type: 'pc' },
  { image: { properties: { hw_firmware_type: 'uefi', hw_machine_type: 'pc' } } },
);
const plainServer = server();
const twin = { ...server(), name: 'g1' };

const rows: Readonly<Record<string, TaleRow>> = {
  'well-formed-is-accepted': accepted(server(sev)),
  'one-error-one-class': {
    right: answered(server(sev, { hw_firmware_type: 'bios' }), refusal()),
    wrong: answered(server(sev, { hw_firmware_type: 'bios' }), { allowed: false, causes: [] }),
  },
  'mistakes-are-bad-requests': {
    right: answered(server(sev, { hw_firmware_type: 'bios' }), refusal()),
    wrong: answered(server(sev, { hw_firmware_type: 'bios' }), refusal({ httpCode: 500 })),
  },
  'first-mistake-is-told': refusedOnly(server(encryptedBy('amd-sme'), { hw_firmware_type: 'bios' }), refusalOfSecond()),
  'encryption-conflict': refusedOnly(server(on, { hw_mem_encryption: false })),
  'model-conflict': refusedOnly(server(sev, { hw_mem_encryption_model: 'amd-sev-es' })),
  'model-without-encryption': refusedOnly(server({ 'hw:mem_encryption_model': 'amd-sev-es' })),
  'model-is-known': refusedOnly(server(encryptedBy('amd-sme'))),
  'image-values-are-known': refusedOnly(server({}, { hw_mem_encryption_model: 'amd-sme' })),
  'uefi-required': refusedOnly(server(sev, { hw_firmware_type: 'bios' })),
  'machine-type': refusedOnly(server(encryptedBy('amd-sev-es'), { hw_machine_type: 'pc' }), refusalSayingSev()),
  'whole-machine-name': refusedOnly(server(sev, { hw_machine_type: 'notq35' })),
  'stateless-required': refusedOnly(server(encryptedBy('amd-sev-snp'))),
  'tdx-without-scsi': refusedOnly(server(encryptedBy('intel-tdx'), { hw_firmware_stateless: true, hw_disk_bus: 'scsi' })),
  'locked-memory-conflict': refusedOnly(
    server({ 'hw:locked_memory': 'True', 'hw:mem_page_size': 'small' }, { hw_locked_memory: false }),
  ),
  'locked-memory-needs-pages': refusedOnly(server({ 'hw:locked_memory': 'True' })),
  'locked-memory-stays': refusedOnly(server({ ...sev, 'hw:locked_memory': 'False' })),
  'secure-boot-conflict': refusedOnly(server({ 'os:secure_boot': 'required' }, { os_secure_boot: 'disabled' })),
  'secure-boot-policy-is-known': refusedOnly(server({ 'os:secure_boot': 'always' })),
  'volume-boot-is-told-as-well': refusedOnly(
    volume,
    refusal({ message: "Machine type 'pc' is not compatible with image undefined" }),
  ),
  'spelling-does-not-matter': accepted(server({ 'hw:mem_encryption': 'yes' }, { hw_mem_encryption: 'true' })),
  'machine-may-be-left-out': accepted(server(sev, {}, { image: { id: 'i0', properties: { hw_firmware_type: 'uefi' } } })),
  'image-may-ask': accepted(server({}, { hw_mem_encryption: true })),
  'stateless-without-uefi-is-passed-over': accepted(server({}, { hw_firmware_type: 'bios', hw_firmware_stateless: true })),
  'accepted-is-buildable': {
    right: novaTale([[asked(plainServer), rendered(plainServer)]]),
    wrong: novaTale([[asked(plainServer), unrendered(plainServer, 'Stateless firmware is supported only when …')]]),
  },
  'request-is-kept': {
    right: answered(server(sev)),
    wrong: answered(server(sev), { allowed: true, guest: server(), warnings: [] }),
  },
  'requested-host-is-kept': {
    right: answered(server({}, {}, { host: 'h0' })),
    wrong: answered(server({}, {}, { host: 'h0' }), { allowed: true, guest: server(), warnings: [] }),
  },
  'uuid-is-its-own': {
    right: answered(server()),
    wrong: novaTale([[asked(server()), asked(twin)]]),
  },
};

describe('judges of requests', () => {
  it.each(Object.entries(rows))('%s', (name, row) => {
    const { checks, finding, objection } = toldTo(`nova/request/${name}`, row);
    expect(finding).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(objection).toBeDefined();
  });

  it('have a row each', () => {
    const names = invariants.flatMap(({ requirement }) => /^nova\/request\/(.*)/.exec(requirement)?.[1] ?? []);
    expect(Object.keys(rows).sort()).toEqual(names.sort());
  });
});

/** A request that must be accepted. */
function accepted(object: JsonObject): TaleRow {
  return { right: answered(object), wrong: answered(object, refusal()) };
}

/** A request that must be refused for the first thing that is wrong with it, and not accepted, or refused in another way. */
function refusedOnly(object: JsonObject, otherwise?: AdmitDecision): TaleRow {
  const [first] = novaRefusals(readNovaAsked(object));
  const { type = 'FlavorImageConflict', messages: [message = 'no'] = [] } = first ?? {};
  return { right: answered(object, refusal({ type, message })), wrong: answered(object, otherwise) };
}

function answered(object: JsonObject, decision?: AdmitDecision) {
  return novaTale([[asked(object, decision)]]);
}

function refusal(cause: { readonly type?: string; readonly message?: string; readonly httpCode?: number } = {}): AdmitDecision {
  return { allowed: false, causes: [{ type: 'FlavorImageConflict', message: 'no', field: '', httpCode: 400, ...cause }] };
}

function refusalOfSecond(): AdmitDecision {
  const message =
    "Memory encryption is requested by hw:mem_encryption extra spec in m1.small flavor but the image metadata doesn't have the 'hw_firmware_type' property set to 'uefi'";
  return refusal({ message });
}

function refusalSayingSev(): AdmitDecision {
  const message = "Machine type 'pc' is not compatible with image guest (i0): q35 type is required for SEV to work";
  return refusal({ type: 'InvalidMachineType', message });
}

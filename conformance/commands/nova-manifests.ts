import type { Protection } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { GuestRequest } from './launch-requests.js';
import { novaImageId } from './nova-request.js';

/** A request to create a server that combines flavor and image in a way worth trying, right or wrong. */
export interface NovaManifest {
  readonly name: string;
  /** What comes out of it where it is accepted. */
  readonly protection: Protection;
  /** Flavor, image and what else the request says of the server, as `GuestSpec.members` takes them. */
  readonly members: JsonObject;
}

const uefi: JsonObject = { hw_firmware_type: 'uefi', hw_machine_type: 'q35' };
const bios: JsonObject = { hw_firmware_type: 'bios', hw_machine_type: 'q35' };
const statelessUefi: JsonObject = { ...uefi, hw_firmware_stateless: true };
const enabled: JsonObject = { 'hw:mem_encryption': 'True' };
const es: JsonObject = { ...enabled, 'hw:mem_encryption_model': 'amd-sev-es' };
const snp: JsonObject = { ...enabled, 'hw:mem_encryption_model': 'amd-sev-snp' };
const tdx: JsonObject = { ...enabled, 'hw:mem_encryption_model': 'intel-tdx' };
const inImage: JsonObject = { ...uefi, hw_mem_encryption: true };
const esInImage: JsonObject = { ...inImage, hw_mem_encryption_model: 'amd-sev-es' };

/** Ways to ask for encryption, and to ask for none. Source: Nova `nova/virt/hardware.py`, get_mem_encryption_constraint. */
const encryption: readonly NovaManifest[] = [
  row('flavor says no', 'none', { 'hw:mem_encryption': 'False' }, uefi),
  row('image says no', 'none', {}, { ...uefi, hw_mem_encryption: false }),
  row('default model', 'sev', enabled, uefi),
  row('default model, image asks', 'sev', {}, inImage),
  row('model in the image', 'sev-es', {}, esInImage),
  row('flavor asks, image has the model', 'sev-es', enabled, { ...uefi, hw_mem_encryption_model: 'amd-sev-es' }),
  row('image asks, flavor has the model', 'sev-es', { 'hw:mem_encryption_model': 'amd-sev-es' }, inImage),
  row('both ask for the same', 'sev-es', es, esInImage),
  row('spelled true', 'sev', { 'hw:mem_encryption': 'true' }, { ...uefi, hw_mem_encryption: 'True' }),
  row('spelled 1 and yes', 'sev', { 'hw:mem_encryption': '1' }, { ...uefi, hw_mem_encryption: 'yes' }),
  row('spelled on', 'sev', { 'hw:mem_encryption': ' ON ' }, uefi),
  row('spelled maybe', 'none', { 'hw:mem_encryption': 'maybe' }, uefi),
  row('flavor yes, image no', 'sev', enabled, { ...uefi, hw_mem_encryption: false }),
  row('flavor no, image yes', 'sev', { 'hw:mem_encryption': 'no' }, inImage),
  row('flavor empty, image yes', 'sev', { 'hw:mem_encryption': '' }, inImage),
  row('models differ', 'sev-es', es, { ...inImage, hw_mem_encryption_model: 'amd-sev' }),
  row('models differ in case', 'sev-es', { ...enabled, 'hw:mem_encryption_model': 'AMD-SEV-ES' }, esInImage),
  row('model without encryption', 'none', { 'hw:mem_encryption_model': 'amd-sev-es' }, uefi),
  row('model without encryption, image', 'none', {}, { ...uefi, hw_mem_encryption_model: 'amd-sev' }),
  row(
    'models without encryption differ',
    'none',
    { 'hw:mem_encryption_model': 'amd-sev' },
    { ...uefi, hw_mem_encryption_model: 'amd-sev-es' },
  ),
  row('encryption off, model on', 'none', { 'hw:mem_encryption': 'false', 'hw:mem_encryption_model': 'amd-sev' }, uefi),
  row('unknown model', 'sev', { ...enabled, 'hw:mem_encryption_model': 'amd-sme' }, uefi),
  row('unknown model in the image', 'sev', {}, { ...inImage, hw_mem_encryption_model: 'amd-sme' }),
  row('model in capitals', 'sev', { ...enabled, 'hw:mem_encryption_model': 'AMD-SEV' }, uefi),
  row('empty model', 'sev', { ...enabled, 'hw:mem_encryption_model': '' }, uefi),
  row('unknown model and no uefi', 'sev', { ...enabled, 'hw:mem_encryption_model': 'amd-sme' }, bios),
];

/** What encrypted guests need of firmware and machine. */
const needs: readonly NovaManifest[] = [
  row('bios', 'sev', enabled, bios),
  row('firmware not said', 'sev-es', es, { hw_machine_type: 'q35' }),
  row('both ask, bios', 'sev', enabled, { ...bios, hw_mem_encryption: true }),
  row('pc', 'sev', enabled, { ...uefi, hw_machine_type: 'pc' }),
  row('image asks, pc', 'sev-es', {}, { ...esInImage, hw_machine_type: 'pc-i440fx-8.2' }),
  row('bios and pc', 'snp', snp, { ...bios, hw_machine_type: 'pc' }),
  row('almost q35', 'sev', enabled, { ...uefi, hw_machine_type: 'notq35' }),
  row('machine not said', 'sev', enabled, { hw_firmware_type: 'uefi' }),
  row('ordinary, bios and pc', 'none', {}, { ...bios, hw_machine_type: 'pc' }),
  row('ordinary, nothing said', 'none', {}, {}),
  row('snp without stateless', 'snp', snp, uefi),
  row('snp, stateless no', 'snp', snp, { ...uefi, hw_firmware_stateless: false }),
  row('snp, pc, without stateless', 'snp', snp, { ...uefi, hw_machine_type: 'pc' }),
  row('snp', 'snp', snp, statelessUefi),
  row('snp with a kernel', 'snp', snp, { ...statelessUefi, kernel_id: 'a2459075-d96c-40d5-893e-577ff92e721c' }),
  row('tdx', 'tdx', tdx, { ...statelessUefi, hw_video_model: 'none' }),
  row('tdx with a screen', 'tdx', tdx, statelessUefi),
  row('tdx on a SCSI disk', 'tdx', tdx, { ...statelessUefi, hw_video_model: 'none', hw_disk_bus: 'scsi' }),
  row('tdx without stateless', 'tdx', tdx, { ...uefi, hw_video_model: 'none' }),
  row('volume, flavor asks', 'sev', enabled, uefi, { volume: true }),
  row('volume, image asks', 'sev-es', {}, esInImage, { volume: true }),
  row('volume, flavor yes, image no', 'sev', enabled, { ...uefi, hw_mem_encryption: false }, { volume: true }),
  row('volume, models differ', 'sev', { ...enabled, 'hw:mem_encryption_model': 'amd-sev' }, esInImage, { volume: true }),
  row('volume, image asks, bios', 'sev', {}, { ...bios, hw_mem_encryption: true }, { volume: true }),
  row('volume, flavor asks, pc', 'sev', enabled, { ...uefi, hw_machine_type: 'pc' }, { volume: true }),
];

/** Stateless firmware, secure boot, locked memory, and what flavors may ask of placement themselves. */
const besides: readonly NovaManifest[] = [
  row('stateless', 'none', {}, statelessUefi),
  row('stateless, spelled yes', 'none', {}, { ...uefi, hw_firmware_stateless: 'yes' }),
  row('stateless no', 'none', {}, { ...uefi, hw_firmware_stateless: false }),
  row('stateless with bios', 'none', {}, { ...bios, hw_firmware_stateless: true }),
  row('stateless, firmware not said', 'none', {}, { hw_machine_type: 'q35', hw_firmware_stateless: true }),
  row('sev, stateless', 'sev', enabled, statelessUefi),
  row('sev-es, stateless', 'sev-es', es, statelessUefi),
  row('stateless on Arm', 'none', {}, { hw_architecture: 'aarch64', hw_machine_type: 'q35', hw_firmware_stateless: true }),
  row('config drive', 'none', {}, uefi, { configDrive: true }),
  row('sev, config drive', 'sev', enabled, uefi, { configDrive: true }),
  row('sev, virtio everywhere', 'sev', enabled, {
    ...uefi,
    hw_scsi_model: 'virtio-scsi',
    hw_video_model: 'virtio',
    hw_qemu_guest_agent: 'yes',
  }),
  row('secure boot required', 'none', {}, { ...uefi, os_secure_boot: 'required' }),
  row('secure boot optional', 'none', { 'os:secure_boot': 'optional' }, uefi),
  row('secure boot disabled', 'sev', { ...enabled, 'os:secure_boot': 'disabled' }, uefi),
  row('secure boot differs', 'none', { 'os:secure_boot': 'required' }, { ...uefi, os_secure_boot: 'disabled' }),
  row('secure boot unknown', 'none', { 'os:secure_boot': 'always' }, uefi),
  row('locked memory with pages', 'none', { 'hw:locked_memory': 'True', 'hw:mem_page_size': 'small' }, uefi),
  row('locked memory without pages', 'none', { 'hw:locked_memory': 'True' }, uefi),
  row(
    'locked memory differs',
    'none',
    { 'hw:locked_memory': 'False', 'hw:mem_page_size': 'small' },
    { ...uefi, hw_locked_memory: true },
  ),
  row(
    'locked memory in two spellings',
    'none',
    { 'hw:locked_memory': 'true', 'hw:mem_page_size': 'small' },
    { ...uefi, hw_locked_memory: 'True' },
  ),
  row('locked memory off, sev', 'sev', { ...enabled, 'hw:locked_memory': 'False' }, uefi),
  row('trait of the root', 'none', { 'trait:COMPUTE_SECURITY_STATELESS_FIRMWARE': 'required' }, uefi),
  row('trait of a child', 'none', { 'trait:HW_CPU_X86_AMD_SEV': 'required' }, uefi),
  row('trait forbidden', 'sev', { ...enabled, 'trait:HW_CPU_X86_AMD_SEV_ES': 'forbidden' }, uefi),
  row('trait forbidden, and no other', 'none', { 'trait:COMPUTE_SECURITY_STATELESS_FIRMWARE': 'forbidden' }, uefi),
  row('own trait forbidden', 'sev', { ...enabled, 'trait:HW_CPU_X86_AMD_SEV': 'forbidden' }, uefi),
  row('trait of another model', 'sev-es', { ...es, 'trait:HW_CPU_X86_AMD_SEV': 'required' }, uefi),
  row('context without encryption', 'none', { 'resources:MEM_ENCRYPTION_CONTEXT': '1' }, uefi),
  row('two contexts without encryption', 'none', { 'resources:MEM_ENCRYPTION_CONTEXT': '2' }, uefi),
  row('two contexts', 'sev', { ...enabled, 'resources:MEM_ENCRYPTION_CONTEXT': '2' }, uefi),
  row('image trait', 'none', {}, { ...uefi, 'trait:COMPUTE_SECURITY_UEFI_SECURE_BOOT': 'required' }),
];

/** All rows, in the order of Nova's own checks. Names are unique. */
export const novaManifests: readonly NovaManifest[] = [...encryption, ...needs, ...besides];

/** A server that boots from a volume has no image, only what the volume remembers of one. */
function row(
  name: string,
  protection: Protection,
  extraSpecs: JsonObject,
  properties: JsonObject,
  { volume = false, configDrive = false }: { readonly volume?: boolean; readonly configDrive?: boolean } = {},
): NovaManifest {
  const flavor = { name: 'm1.small', vcpus: 1, ram: 64, extra_specs: extraSpecs };
  const image = volume ? { properties } : { id: novaImageId, name: 'guest', properties };
  const server = { ...(volume && { boot_from_volume: true }), ...(configDrive && { config_drive: true }) };
  return { name, protection, members: { ...(Object.keys(server).length > 0 && { server }), flavor, image } };
}

const image = (properties: JsonObject): JsonObject => ({ image: { id: novaImageId, name: 'guest', properties } });
const otherImage = (properties: JsonObject): JsonObject => ({
  image: { id: '70a599e0-31e7-49b7-b260-868f441e862b', name: 'other', properties },
});
const flavor = (extraSpecs: JsonObject, more: JsonObject = {}): JsonObject => ({
  flavor: { name: 'm1.medium', vcpus: 2, ram: 128, ...more, extra_specs: extraSpecs },
});

/**
 * What users and administrators ask the API about a server, each with the smallest body that makes sense and some that make none.
 * Source: Nova `api-ref/source/servers-actions.inc`, `servers-admin-action.inc`.
 */
export const novaGuestRequests: readonly GuestRequest[] = [
  { request: 'stop' },
  { request: 'start' },
  { request: 'reboot', body: { type: 'SOFT' } },
  { request: 'reboot', body: { type: 'HARD' } },
  { request: 'pause' },
  { request: 'unpause' },
  { request: 'suspend' },
  { request: 'resume' },
  { request: 'live-migrate' },
  { request: 'migrate' },
  { request: 'resize', body: flavor(enabled) },
  { request: 'resize', body: flavor(es) },
  { request: 'resize', body: flavor({}) },
  { request: 'resize', body: flavor({ 'hw:mem_encryption_model': 'amd-sev-es' }) },
  { request: 'resize', body: flavor({ ...enabled, 'hw:mem_encryption_model': 'amd-sme' }) },
  { request: 'confirmResize' },
  { request: 'revertResize' },
  { request: 'rebuild', body: image(uefi) },
  { request: 'rebuild', body: otherImage(statelessUefi) },
  { request: 'rebuild', body: otherImage(inImage) },
  { request: 'rebuild', body: otherImage(esInImage) },
  { request: 'rebuild', body: otherImage({ ...statelessUefi, hw_mem_encryption: true, hw_mem_encryption_model: 'amd-sev-snp' }) },
  { request: 'rebuild', body: otherImage(bios) },
  { request: 'rebuild', body: otherImage({ ...uefi, hw_mem_encryption: false }) },
  { request: 'rebuild', body: otherImage({ ...inImage, hw_mem_encryption_model: 'amd-sme' }) },
  { request: 'rescue' },
  { request: 'rescue', body: otherImage(uefi) },
  { request: 'rescue', body: otherImage(bios) },
  { request: 'rescue', body: { ...otherImage(uefi), stable: true } },
  { request: 'unrescue' },
  { request: 'shelve' },
  { request: 'shelveOffload' },
  { request: 'unshelve' },
  { request: 'evacuate' },
  { request: 'evacuate', body: { force: true, host: 'h1' } },
  { request: 'nothing-like-this' },
];

/** Requests that make a story one after the other: what each of them does to keys and firmware shows only then. */
export const novaJourneys: readonly (readonly GuestRequest[])[] = [
  [{ request: 'stop' }, { request: 'start' }, { request: 'stop' }],
  [
    { request: 'reboot', body: { type: 'HARD' } },
    { request: 'reboot', body: { type: 'SOFT' } },
  ],
  [{ request: 'pause' }, { request: 'unpause' }],
  [{ request: 'pause' }, { request: 'reboot', body: { type: 'HARD' } }],
  [{ request: 'suspend' }, { request: 'resume' }],
  [{ request: 'migrate' }, { request: 'confirmResize' }],
  [{ request: 'migrate' }, { request: 'revertResize' }, { request: 'reboot', body: { type: 'HARD' } }],
  [{ request: 'resize', body: flavor(enabled) }, { request: 'revertResize' }],
  [{ request: 'resize', body: flavor(es) }, { request: 'confirmResize' }, { request: 'stop' }, { request: 'start' }],
  [{ request: 'resize', body: flavor({}) }, { request: 'confirmResize' }],
  [{ request: 'shelve' }, { request: 'shelveOffload' }, { request: 'unshelve' }],
  [{ request: 'shelve' }, { request: 'unshelve' }],
  [{ request: 'shelve' }, { request: 'shelve' }, { request: 'shelveOffload' }],
  [{ request: 'rescue' }, { request: 'unrescue' }],
  [{ request: 'rebuild', body: otherImage(inImage) }, { request: 'rescue', body: image(uefi) }, { request: 'unrescue' }],
  [{ request: 'rescue', body: otherImage(bios) }, { request: 'unrescue' }, { request: 'reboot', body: { type: 'HARD' } }],
  [{ request: 'rescue', body: { ...otherImage(uefi), stable: true } }, { request: 'unrescue' }],
  [{ request: 'rebuild', body: otherImage(statelessUefi) }, { request: 'rescue', body: image(uefi) }, { request: 'unrescue' }],
  [
    { request: 'rebuild', body: otherImage(inImage) },
    { request: 'reboot', body: { type: 'HARD' } },
  ],
  [
    { request: 'rebuild', body: otherImage(bios) },
    { request: 'rebuild', body: image(uefi) },
  ],
  [{ request: 'stop' }, { request: 'rebuild', body: image(uefi) }, { request: 'start' }],
  [{ request: 'stop' }, { request: 'evacuate' }],
  [{ request: 'rebuild', body: image(uefi) }, { request: 'migrate' }, { request: 'confirmResize' }],
  [{ request: 'stop' }, { request: 'suspend' }, { request: 'live-migrate' }],
];

import type { JsonObject } from '../../core/json.js';
import type { MemoryEncryptionModel } from './models.js';

/** What a request has otherwise than {@link exampleServer}: whole members, or extra specs and properties. */
export interface ServerChanges {
  readonly server?: JsonObject;
  readonly extraSpecs?: JsonObject;
  readonly properties?: JsonObject;
  /** Members of the image besides its properties; undefined removes one. */
  readonly image?: JsonObject;
}

/** A request for a server that every release accepts that knows the model, for tests; `none` asks for an ordinary one. */
export function exampleServer(model: MemoryEncryptionModel | 'none', changes: ServerChanges = {}): JsonObject {
  const asked = model === 'none' ? {} : { 'hw:mem_encryption': 'True', 'hw:mem_encryption_model': model };
  const stateless = model === 'amd-sev-snp' || model === 'intel-tdx' ? { hw_firmware_stateless: true } : {};
  return {
    server: { name: 'g0', ...changes.server },
    flavor: { name: 'm1.small', vcpus: 1, ram: 64, extra_specs: { ...asked, ...changes.extraSpecs } },
    image: {
      id: '155d900f-4e14-4e4c-a73d-069cbf4541e6',
      name: 'guest',
      ...changes.image,
      properties: { hw_firmware_type: 'uefi', hw_machine_type: 'q35', ...stateless, ...changes.properties },
    },
  };
}

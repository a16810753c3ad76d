import type { Subject } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { everyGate, exampleGuest, type RequestChanges } from './example-guest.js';
import { exampleNode } from './example-node.js';

/** What launcher pods and documents are asked for, chosen so that every quirk of the stages schedule and render shows in at least one. */
const guests: Readonly<Record<string, readonly [JsonObject | undefined, RequestChanges?]>> = {
  'ordinary with secure boot': [undefined, { domain: { firmware: { bootloader: { efi: {} } }, features: { smm: {} } } }],
  'ordinary on arm64': [undefined, { spec: { architecture: 'arm64' } }],
  'with CPUs of its own': [undefined, { domain: { cpu: { cores: 2, dedicatedCpuPlacement: true } } }],
  'that reports no free pages': [
    undefined,
    {
      domain: {
        memory: { guest: '2Gi', hugepages: { pageSize: '2Mi' } },
        firmware: { bootloader: { efi: { secureBoot: false } } },
      },
    },
  ],
  'SEV with a vsock': [{ sev: {} }, { devices: { autoattachVSOCK: true } }],
  'SNP with a kernel': [{ snp: { kernelHashes: true } }, { domain: { firmware: kernelFirmware() } }],
  'TDX with ids': [{ tdx: { mrConfigId: 'A'.repeat(64) } }],
};

function kernelFirmware(): JsonObject {
  const kernelBoot = { kernelArgs: 'quiet', container: { image: 'registry/kernel', kernelPath: '/boot/vmlinuz' } };
  return { bootloader: { efi: { secureBoot: false } }, kernelBoot };
}

/** Configurations that pods and documents depend on, or must not. */
const configs: Readonly<Record<string, JsonObject>> = {
  'every gate': everyGate,
  'the gate of SEV only': { featureGates: ['VSOCK', 'HostDevices'] },
  'half as much overhead again': { ...everyGate, additionalGuestMemoryOverheadRatio: '1.5' },
  'firmware chosen by libvirt': { featureGates: ['FirmwareAutoSelection'] },
};

/** What a subject asks of nodes and renders for all of them; guests are admitted by the reference, so that only these stages differ. */
export function claimsAndDomains(subject: Subject): Readonly<Record<string, unknown>> {
  const host = { name: 'h0', reader: exampleNode() };
  const asked = (guest: JsonObject, config: JsonObject) => [subject.claim(guest, config), subject.render(guest, host, config)];
  const everyGuest = Object.entries(guests).flatMap(([name, request]) =>
    Object.entries(configs).map(
      ([under, config]) => [`${name} under ${under}`, asked(exampleGuest(...request), config)] as const,
    ),
  );
  return {
    ...Object.fromEntries(everyGuest),
    'TDX without features': asked(withDomain({ tdx: { QGS: 'vsock:2:4050' } }, { features: undefined }), everyGate),
    'both SEV and SNP': asked(withDomain({ sev: {}, snp: {} }, {}), everyGate),
  };
}

/** A guest that no admission has let through, as one from another life may be. */
function withDomain(launchSecurity: JsonObject, changes: Readonly<Record<string, JsonObject | undefined>>): JsonObject {
  const guest = exampleGuest(undefined) as { readonly spec: { readonly domain: JsonObject } };
  const domain = Object.entries({ ...guest.spec.domain, launchSecurity, ...changes }).filter(([, value]) => value !== undefined);
  return { ...guest, spec: { ...guest.spec, domain: Object.fromEntries(domain) as JsonObject } };
}

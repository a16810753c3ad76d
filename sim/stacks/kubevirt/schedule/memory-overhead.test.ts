import { expect, it } from 'vitest';
import { MIB } from '../../../core/quantity.js';
import { bothGates, exampleRequest } from '../example-guest.js';
import { kubevirt, kubevirtMemoryOverhead } from '../index.js';

const guests = {
  ordinary: [undefined, {}],
  sev: [{ sev: {} }, {}],
  tdx: [{ tdx: {} }, {}],
  'with a TPM and no screen': [
    { snp: {} },
    { domain: { devices: { interfaces: [{ name: 'default', masquerade: {} }], tpm: {}, autoattachGraphicsDevice: false } } },
  ],
  'with cores of its own': [undefined, { domain: { cpu: { cores: 4, dedicatedCpuPlacement: true }, memory: { guest: '2Gi' } } }],
} as const;

it.each(Object.entries(guests))('the parts of an overhead are the whole of it: %s', (_, [launchSecurity, changes]) => {
  for (const quirks of [[], ['guaranteed-overhead-outside-ratio'], ['sev-without-overhead'], ['page-tables-of-requests-only']]) {
    for (const config of [bothGates, { ...bothGates, additionalGuestMemoryOverheadRatio: '1.5' }]) {
      const { admit, claim } = kubevirt({ quirks });
      const admitted = admit(exampleRequest(launchSecurity, changes), config);
      if (!admitted.allowed) throw new Error(JSON.stringify(admitted.causes));
      const parts = kubevirtMemoryOverhead(admitted.guest, config, quirks);
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(claim(admitted.guest, config).overheadBytes);
    }
  }
});

it('says what each part is for, and nothing of parts that are not there', () => {
  const admitted = kubevirt().admit(exampleRequest({ sev: {} }), bothGates);
  const parts = admitted.allowed ? kubevirtMemoryOverhead(admitted.guest, bothGates, []) : {};
  expect(parts).toMatchObject({ encryption: 256 * MIB, vCPUs: 16 * MIB });
  expect(parts).not.toHaveProperty('probes');
  expect(parts).not.toHaveProperty('ratio');
});

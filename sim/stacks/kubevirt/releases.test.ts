import { describe, expect, it } from 'vitest';
import { isIn, releaseWords } from '../releases.js';
import { exampleRequest } from './example-guest.js';
import { exampleNode, hostToLabel, xeon } from './example-node.js';
import { kubevirt, kubevirtQuirks, kubevirtRelease, kubevirtReleaseNames } from './index.js';

describe('a release', () => {
  it.each([
    ['kubevirt@1.0', ['sev', 'sev-es']],
    ['kubevirt@1.1.0', ['sev', 'sev-es', 'attestation']],
    ['kubevirt@1.6.6', ['sev', 'sev-es', 'attestation']],
    ['kubevirt@1.7', ['sev', 'sev-es', 'snp', 'tdx', 'attestation']],
    ['kubevirt@1.9.0', ['sev', 'sev-es', 'snp', 'tdx', 'attestation', 'preference']],
    ['intel-fork@mid-stream', ['sev', 'sev-es', 'tdx']],
    ['intel-fork@tdx-1.0', ['sev', 'tdx']],
  ])('%s knows %j', (name, technologies) => {
    expect([...kubevirtRelease(name).technologies].sort()).toEqual([...technologies].sort());
  });

  it('has exactly the quirks whose ranges hold it', () => {
    expect(kubevirtRelease('kubevirt@1.5.1').quirks).toContain('label-value-empty');
    for (const name of ['kubevirt@1.4.1', 'kubevirt@1.5.3', 'kubevirt@1.9.0']) {
      expect(kubevirtRelease(name).quirks).not.toContain('label-value-empty');
    }
    const held = kubevirtQuirks.filter(({ releases }) => isIn(releases, 'kubevirt', '1.9.0')).map(({ name }) => name);
    expect(kubevirtRelease('kubevirt@1.9.0').quirks).toEqual(held);
    expect(held).toEqual(expect.arrayContaining(['no-key-accounting-for-sev', 'launch-security-field-path']));
  });

  it('of the fork has what was wrong in the release it was made from, and what it added', () => {
    const { quirks } = kubevirtRelease('intel-fork@mid-stream');
    expect(quirks).toEqual(expect.arrayContaining(['tdx-policy-debug-bit', 'launch-security-field-path']));
    expect(kubevirtRelease('intel-fork@tdx-1.5').quirks).not.toContain('tdx-policy-debug-bit');
  });

  it('may be written with a v, and stands for its first patch release when it names a series', () => {
    expect(kubevirtRelease('kubevirt@v1.5.1')).toEqual(kubevirtRelease('kubevirt@1.5.1'));
    expect(kubevirtRelease('kubevirt@1.5')).toMatchObject({ name: 'kubevirt@1.5', words: 'kubevirt 1.5.0' });
    expect(kubevirtRelease('kubevirt@1.5').quirks).toEqual(kubevirtRelease('kubevirt@1.5.0').quirks);
  });

  it.each(['kubevirt', 'kubevirt@', 'kubevirt@2.0', 'kubevirt@1.5.9', 'kubvirt@1.5.1', 'intel-fork@main', '@1.5'])(
    'there is none called "%s"',
    (name) => {
      expect(() => kubevirtRelease(name)).toThrow(/there is no release "[^"]*"; .*kubevirt@1\.0 … kubevirt@1\.9/);
    },
  );

  it('can be made a subject, whichever it is', () => {
    for (const name of kubevirtReleaseNames) {
      const release = kubevirtRelease(name);
      expect(kubevirt(release).quirks, name).toEqual(release.quirks);
    }
  });
});

describe('a subject that does not know a technology', () => {
  const old = kubevirt({ technologies: ['sev', 'sev-es', 'attestation'] });

  it('writes no label and counts no key ID of it', () => {
    const genoa = old.label(hostToLabel(exampleNode({}), {}), {});
    expect(genoa.labels).toMatchObject({ 'kubevirt.io/sev': 'true', 'kubevirt.io/sev-es': 'true' });
    expect(genoa.labels).not.toHaveProperty('kubevirt.io/sev-snp');
    const intel = old.label(hostToLabel(exampleNode(xeon), {}), {});
    expect(intel.labels).not.toHaveProperty('kubevirt.io/tdx');
    expect(intel.resources).not.toHaveProperty('devices.kubevirt.io/tdx');
  });

  it.each([
    [{ tdx: {} }, 'spec.domain.launchSecurity.tdx'],
    [{ snp: {} }, 'spec.domain.launchSecurity.snp'],
  ])('refuses the unknown member of %j as the API server does', (launchSecurity, field) => {
    expect(old.admit(exampleRequest(launchSecurity), {})).toEqual({
      allowed: false,
      causes: [{ type: 'BadRequest', message: `strict decoding error: unknown field "${field}"`, field }],
    });
  });

  it('knows the members that came with the others', () => {
    const { admit } = kubevirt({ technologies: ['sev'] });
    const refusal = admit(exampleRequest({ sev: { policy: { encryptedState: true }, attestation: {} } }), {});
    expect(refusal.allowed ? [] : refusal.causes.map(({ field }) => field)).toEqual([
      'spec.domain.launchSecurity.sev.policy',
      'spec.domain.launchSecurity.sev.attestation',
    ]);
  });
});

it('says of every quirk which releases have it', () => {
  for (const { name, releases } of kubevirtQuirks)
    expect(releaseWords(releases), name).toMatch(/^(kubevirt|intel-fork|VEP #80|synthetic)/);
});

import { expect, it } from 'vitest';
import { kataRelease, kataReleaseNames } from './releases.js';

it.each([
  ['kata@3.2', 'protected-firmware-as-flash'],
  ['kata@3.8', 'certificates-for-anyone'],
  ['kata@3.12', 'certificates-passed-on'],
  ['kata@3.17', 'type-not-first'],
  ['kata@3.24', 'host-protection-decides'],
])('%s has the quirk %s', (name, quirk) => {
  expect(kataRelease(name).quirks).toContain(quirk);
});

it('a release that has mended something has not its quirk', () => {
  expect(kataRelease('kata@3.10').quirks).not.toContain('certificates-for-anyone');
  expect(kataRelease('kata@3.18').quirks).not.toContain('type-not-first');
});

it('all run SEV-SNP and TDX, and nothing older', () => {
  for (const name of kataReleaseNames) expect(kataRelease(name).technologies).toEqual(['snp', 'tdx']);
});

it('a release that does not exist is named with those that do', () => {
  expect(() => kataRelease('kata@3.99')).toThrow(/there is no release "kata@3\.99"/);
});

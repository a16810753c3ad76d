import { describe, expect, it } from 'vitest';
import { novaRelease, novaReleaseNames } from './index.js';

describe('releases of Nova', () => {
  it('are known by year and half, and the newest as master', () => {
    expect(novaReleaseNames).toEqual(['nova@2024.1', 'nova@2024.2', 'nova@2025.1', 'nova@2025.2', 'nova@2026.1', 'nova@master']);
  });

  it.each([
    ['nova@2025.1', ['sev']],
    ['nova@2025.2', ['sev', 'sev-es']],
    ['nova@2026.1', ['sev', 'sev-es']],
    ['nova@master', ['sev', 'sev-es', 'snp', 'tdx']],
  ])('%s knows %j', (name, technologies) => {
    expect(novaRelease(name).technologies).toEqual(technologies);
  });

  it.each([
    ['nova@2024.1', 'stateless-unheard-of', true],
    ['nova@2024.2', 'stateless-unheard-of', false],
    ['nova@2025.1', 'model-without-encryption-ignored', false],
    ['nova@2025.2', 'model-without-encryption-ignored', true],
    ['nova@master', 'model-without-encryption-ignored', true],
    ['nova@2025.2', 'firmware-by-first-descriptor', true],
    ['nova@2026.1', 'firmware-by-first-descriptor', false],
    ['nova@2025.2', 'sev-es-policy-shares-keys', false],
    ['nova@master', 'machine-refusal-says-sev', false],
  ])('%s and %s: %s', (name, quirk, has) => {
    expect(novaRelease(name).quirks.includes(quirk)).toBe(has);
  });

  it('that do not exist are refused with those that do', () => {
    expect(() => novaRelease('nova@2025.3')).toThrow(/there is no release "nova@2025.3"/);
    expect(() => novaRelease('kubevirt@1.9')).toThrow(/known releases: nova@2024.1/);
  });
});

import type { KataQuirk } from './quirk.js';

/** A guest of the class for SNP is started with SEV where its file has SNP switched off. */
export const fallsBackToSev: KataQuirk = {
  name: 'falls-back-to-sev',
  sentence: 'A guest of the class for SNP is started with SEV where its file has SNP switched off.',
  releases: [{ product: 'kata' }],
  source: 'kata-containers 7c6ba40c54 `src/runtime/virtcontainers/qemu_amd64.go` (enableProtection)',
  killedBy: 'kata/command-line/protection-is-of-the-class',
  choices: { refusesLesserProtection: false },
};

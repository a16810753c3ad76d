import type { KataQuirk } from './quirk.js';

/** A guest gets the protection of its host, whatever its class promises. */
export const hostProtectionDecides: KataQuirk = {
  name: 'host-protection-decides',
  sentence: 'A guest gets the protection of its host, whatever its class promises.',
  releases: [{ product: 'kata' }],
  source: 'kata-containers 7c6ba40c54 `src/runtime/virtcontainers/qemu_amd64.go` (enableProtection)',
  killedBy: 'kata/command-line/protection-is-of-the-class',
  choices: { classDecidesProtection: false },
};

import type { CaseHost } from '../../sim/contracts/commands.js';

type Settings = CaseHost['settings'];

/** How the key IDs of one kind of machine can be cut up: settings by how many guests they leave room for. */
export interface KeySettings {
  /** Real configurations: factory, vendor guides, measured machines. */
  readonly real: readonly Settings[];
  /** Configurations whose pools are so small that a short case fills them. */
  readonly small: readonly Settings[];
  /** Legal but odd ones: a pool that is empty, a feature the kernel was told to leave off. */
  readonly odd: readonly Settings[];
}

/**
 * The key-ID settings the gate tries on a machine, chosen by what the machine declares rather than by its name.
 * A machine with neither kind of key has nothing to cut up. Settings that do not apply to the machine are left out.
 */
export function keySettingsOf(machine: KeyMachine): KeySettings {
  const all =
    machine.amdAsids !== undefined ? amdKeySettings(machine.amdAsids) : machine.intelKeys === true ? intelKeySettings : none;
  const known = (list: readonly Settings[]): readonly Settings[] =>
    list.filter((settings) => Object.keys(settings).every((name) => machine.settings.includes(name)));
  return { real: known(all.real), small: known(all.small), odd: known(all.odd) };
}

/** What the choice depends on. */
export interface KeyMachine {
  /** Number of encrypted-guest ASIDs (CPUID 8000_001F ECX) of a machine with SEV. */
  readonly amdAsids?: number;
  /** True on a machine whose keys are split between TME-MT and TDX. */
  readonly intelKeys?: boolean;
  /** Ids of the settings that apply to the machine. */
  readonly settings: readonly string[];
}

const none: KeySettings = { real: [{}], small: [], odd: [] };

/**
 * Minimum SEV ASID: 1 is the factory default, 100 AMD's guide, 256 its engineers' advice, MAX+1 leaves no plain SEV at all. Ciphertext
 * hiding cuts the joint pool of SEV-ES and SNP in two where the machine has it.
 */
function amdKeySettings(asids: number): KeySettings {
  const min = (value: number): Settings => ({ 'min-sev-asid': value });
  return {
    real: [{}, min(100), min(256), min(asids + 1)],
    small: [...[2, 3, 4, 6, asids, asids - 1, asids - 2, asids - 4].map(min), { ...min(6), 'ciphertext-hiding': 2 }],
    odd: [
      { 'kvm-amd-sev-off': true },
      // Without SEV-ES every ASID from the minimum on is for plain SEV: near the maximum a few are left, and filling them costs nothing.
      { 'kvm-amd-sev-es-off': true, ...min(asids - 2) },
      { 'kvm-amd-sev-snp-off': true, ...min(4) },
      { 'snp-memory-coverage-off': true, ...min(4) },
      { 'nested-cgroup': true, ...min(4) },
      { 'ciphertext-hiding-all': true, ...min(4) },
    ],
  };
}

/** Key split s of B activated bits leaves 2^B − 2^(B−s) − 1 guests: 31, 47 and 62 with six bits; 1 to 6 with two or three. */
const intelKeySettings: KeySettings = {
  real: [{}, { 'key-split': 2 }, { 'key-split': 6 }],
  small: [
    { 'tme-key-id-bits': 2, 'key-split': 1 },
    { 'tme-key-id-bits': 2, 'key-split': 2 },
    { 'tme-key-id-bits': 3, 'key-split': 1 },
    { 'tme-key-id-bits': 3, 'key-split': 2 },
    { 'tme-key-id-bits': 3, 'key-split': 3 },
  ],
  odd: [{ 'tdx-off': true }, { 'nested-cgroup': true, 'tme-key-id-bits': 2, 'key-split': 1 }],
};

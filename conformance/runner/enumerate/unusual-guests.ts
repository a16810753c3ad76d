import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { tightestOfEach } from './tightest.js';

/** Guests with what confidential guests rarely have, and with selectors that contradict what their protection needs. */
export const unusualGuests: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    for (const change of unusual) {
      const spec = { ...kit.plainGuest, ...change, protection };
      yield caseOf(kit, place, [
        { do: 'create', guest: 'g0', spec },
        { do: 'migrate', guest: 'g0' },
        { do: 'migrate', guest: 'g0' },
        { do: 'restart', guest: 'g0' },
      ]);
    }
  }
};

/** Devices and CPUs under every other configuration, where they may be refused, or cost something else than the same ones afterwards. */
export const unusualUnderOtherConfigs: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines).slice(0, 2)) {
    for (const config of kit.otherConfigs) {
      for (const change of [{ vsock: true }, { hostDevice: true }, { dedicatedCpus: true }] as const) {
        const spec = { ...kit.plainGuest, ...change, protection };
        const commands = [
          { do: 'create', guest: 'g0', spec },
          { do: 'configure', config: kit.config },
          { do: 'create', guest: 'g1', spec },
        ] as const;
        yield caseOf(kit, place, commands, config);
      }
    }
  }
};

const unusual: readonly Partial<GuestSpec>[] = [
  ...['kubevirt.io/sev', 'kubevirt.io/sev-es', 'kubevirt.io/sev-snp', 'kubevirt.io/tdx'].flatMap((label) => [
    { selectors: { [label]: 'false' } },
    { selectors: { [label]: 'true' } },
  ]),
  { selectors: { 'topology.kubernetes.io/zone': 'a' } },
  { selectors: { 'topology.kubernetes.io/zone': 'b' } },
  { userData: true },
  { vsock: true },
  { hostDevice: true },
  { tpm: true },
  { kernelBoot: true },
  { dedicatedCpus: true },
  { memoryMib: 1024, maxMemoryMib: 2048 },
];

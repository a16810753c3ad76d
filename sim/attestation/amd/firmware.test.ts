import { expect, it } from 'vitest';
import { exampleReleases } from './example-platform.js';
import {
  commitFirmware,
  committedFirmware,
  configureFirmware,
  type FirmwareRelease,
  type SnpFirmware,
  updateFirmware,
} from './firmware.js';

const first = exampleReleases.Milan;
const second: FirmwareRelease = { version: { ...first.version, build: 22 }, tcb: { ...first.tcb, snp: 25 } };
const third: FirmwareRelease = { version: { ...first.version, minor: 56 }, tcb: { ...first.tcb, snp: 26 } };
const booted = committedFirmware('Milan', first);

it('an update runs at once, and is neither committed nor reported', () => {
  const updated = value(updateFirmware(booted, second));
  expect(updated).toEqual({ ...booted, current: second });
});

it('what is not committed can be rolled back, what is cannot', () => {
  const updated = value(updateFirmware(value(updateFirmware(booted, second)), third));
  expect(value(updateFirmware(updated, first)).current).toBe(first);
  const committed = commitFirmware(value(updateFirmware(booted, second)));
  expect(committed).toMatchObject({ committed: second, reportedTcb: second.tcb });
  expect(updateFirmware(committed, first)).toEqual({
    ok: false,
    reason: { status: 'BAD_VERSION', message: 'snp is below what was committed' },
  });
  expect(value(updateFirmware(committed, third)).current).toBe(third);
});

it('an older ABI version is a rollback even where no security version falls', () => {
  const older = { ...first, version: { ...first.version, minor: 54, build: 99 } };
  expect(updateFirmware(booted, older)).toMatchObject({ ok: false, reason: { status: 'BAD_VERSION' } });
});

it('what is reported may be lowered, and raised again to what was committed but no further', () => {
  const lowered = value(configureFirmware(booted, { reportedTcb: { ...first.tcb, microcode: 115 }, maskChipId: true }));
  expect(lowered).toMatchObject({ reportedTcb: { microcode: 115 }, maskChipId: true, maskChipKey: false });
  expect(value(configureFirmware(lowered, {}))).toEqual(booted);
  const above = configureFirmware(value(updateFirmware(booted, second)), { reportedTcb: second.tcb });
  expect(above).toEqual({ ok: false, reason: { status: 'INVALID_PARAM', message: 'snp is above what was committed' } });
});

function value(outcome: ReturnType<typeof updateFirmware>): SnpFirmware {
  if (!outcome.ok) throw new Error(outcome.reason.message);
  return outcome.value;
}

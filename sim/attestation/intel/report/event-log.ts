import { done, type Outcome, refused } from '../../../core/outcome.js';
import { extended, measurementLength, rtmrCount, unsetMeasurement } from './td-measurements.js';

/** One thing that was measured into a register: by the firmware, the boot loader or the system. */
export interface MeasuredEvent {
  /** 0 to 3. The log counts from 1: its register 0 is MRTD. */
  readonly rtmr: number;
  /** TCG's type of event, e.g. 0x80000007 (EV_EFI_ACTION). */
  readonly type: number;
  /** SHA-384, 48 bytes. */
  readonly digest: Uint8Array;
  /** What was measured, or words for it. */
  readonly data: Uint8Array;
}

/**
 * The event log that firmware leaves in ACPI's CCEL table.
 * Source: TCG PC Client Platform Firmware Profile 1.05, section 10 (Spec ID event 03); UEFI 2.10 section 38 (confidential computing).
 */
export function writeEventLog(events: readonly MeasuredEvent[]): Buffer {
  return Buffer.concat([specIdEvent, ...events.map(eventBytes)]);
}

/** Reads a log strictly; 0xff from some place on is room that was not used. @returns or why it is none */
export function readEventLog(bytes: Uint8Array): Outcome<readonly MeasuredEvent[], string> {
  const log = Buffer.from(bytes);
  if (!log.subarray(0, specIdEvent.length).equals(specIdEvent))
    return refused('it does not begin with a Spec ID event for SHA-384');
  const events: MeasuredEvent[] = [];
  for (let at = specIdEvent.length; at < log.length; ) {
    if (isUnused(log, at)) break;
    const event = eventAt(log, at);
    if (event === undefined) return refused('an event is cut off or has other digests');
    events.push(event);
    at += eventHead + event.data.length;
  }
  return done(events);
}

/** The registers that these events lead to. */
export function replayed(events: readonly MeasuredEvent[]): readonly Uint8Array[] {
  const registers = Array.from({ length: rtmrCount }, () => unsetMeasurement);
  for (const { rtmr, digest } of events) registers[rtmr] = extended(registers[rtmr] ?? unsetMeasurement, digest);
  return registers;
}

/** TPM_ALG_SHA384 */
const sha384Id = 0x000c;

/** Register, type, number of digests, algorithm, digest, length of the data. */
const eventHead = 4 + 4 + 4 + 2 + measurementLength + 4;

function eventBytes({ rtmr, type, digest, data }: MeasuredEvent): Buffer {
  const event = Buffer.alloc(eventHead + data.length);
  event.writeUInt32LE(rtmr + 1, 0);
  event.writeUInt32LE(type, 4);
  event.writeUInt32LE(1, 8);
  event.writeUInt16LE(sha384Id, 12);
  event.set(digest, 14);
  event.writeUInt32LE(data.length, 14 + measurementLength);
  event.set(data, eventHead);
  return event;
}

function eventAt(log: Buffer, at: number): MeasuredEvent | undefined {
  if (log.length - at < eventHead) return undefined;
  const [register, digests, algorithm] = [log.readUInt32LE(at), log.readUInt32LE(at + 8), log.readUInt16LE(at + 12)];
  const length = log.readUInt32LE(at + 14 + measurementLength);
  if (register < 1 || register > rtmrCount || digests !== 1 || algorithm !== sha384Id) return undefined;
  if (length > log.length - at - eventHead) return undefined;
  return {
    rtmr: register - 1,
    type: log.readUInt32LE(at + 4),
    digest: log.subarray(at + 14, at + 14 + measurementLength),
    data: log.subarray(at + eventHead, at + eventHead + length),
  };
}

function isUnused(log: Buffer, at: number): boolean {
  return log.subarray(at).every((byte) => byte === 0xff);
}

/** In the old form of events: register 0, EV_NO_ACTION, 20 zero bytes; it says that what follows has digests of SHA-384. */
const specIdEvent = specIdEventBytes();

function specIdEventBytes(): Buffer {
  const data = Buffer.alloc(33);
  data.write('Spec ID Event03\0', 'latin1');
  data.set([0, 2, 0, 2], 20);
  data.writeUInt32LE(1, 24);
  data.writeUInt16LE(sha384Id, 28);
  data.writeUInt16LE(measurementLength, 30);
  const head = Buffer.alloc(32);
  head.writeUInt32LE(3, 4);
  head.writeUInt32LE(data.length, 28);
  return Buffer.concat([head, data]);
}

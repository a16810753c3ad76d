import type { JsonObject } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { derTags } from '../../certificates/der.js';
import { readTime } from '../../certificates/read-time.js';
import { type EnclaveIdentity, type TcbInfo, tcbStatuses } from './tcb-level.js';

/** TCB info in the form that is understood. @returns or what is not of that form */
export function asTcbInfo(inner: unknown): Outcome<TcbInfo, string> {
  if (!isObject(inner) || inner.id !== 'TDX' || inner.version !== 3) return refused('it is no TCB info of TDX in version 3');
  const hex = hexadecimal(inner, { fmspc: 6, pceId: 2 }) && isSigner(inner.tdxModule);
  const modules = listOf(
    inner.tdxModuleIdentities,
    (each) => isSigner(each) && typeof each.id === 'string' && isvLevels(each.tcbLevels),
  );
  const levels = listOf(inner.tcbLevels, isPlatformLevel) && (inner.tcbLevels as readonly unknown[]).length > 0;
  const whole = hex && modules && levels && isDated(inner);
  return whole ? done(inner as unknown as TcbInfo) : refused('TCB info has members that are missing or of another kind');
}

/** The identity of a TD quoting enclave in the form that is understood. @returns or what is not of that form */
export function asQeIdentity(inner: unknown): Outcome<EnclaveIdentity, string> {
  if (!isObject(inner) || inner.id !== 'TD_QE' || inner.version !== 2) return refused('it is no TD_QE identity in version 2');
  const hex = { miscselect: 4, miscselectMask: 4, attributes: 16, attributesMask: 16, mrsigner: 32 };
  const whole = hexadecimal(inner, hex) && isCount(inner.isvprodid) && isvLevels(inner.tcbLevels) && isDated(inner);
  return whole
    ? done(inner as unknown as EnclaveIdentity)
    : refused('the identity has members that are missing or of another kind');
}

/** `2026-11-21T18:00:00Z` in seconds since 1970; NaN for any other text. */
export function secondsOfIso(text: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return Number.NaN;
  const content = Buffer.from(text.replace(/[-T:]/g, ''));
  return readTime({ tag: derTags.generalizedTime, content, raw: content });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown, isOne: (each: JsonObject) => boolean): boolean {
  return Array.isArray(value) && value.every((each) => isObject(each) && isOne(each));
}

function isSigner(value: unknown): value is JsonObject {
  return isObject(value) && hexadecimal(value, { mrsigner: 48, attributes: 8, attributesMask: 8 });
}

function isvLevels(value: unknown): boolean {
  return listOf(value, (each) => isVerdict(each) && isObject(each.tcb) && isCount(each.tcb.isvsvn)) && (value as []).length > 0;
}

function isPlatformLevel(value: JsonObject): boolean {
  const { tcb } = value;
  if (!isVerdict(value) || !isObject(tcb) || !isCount(tcb.pcesvn)) return false;
  return [tcb.sgxtcbcomponents, tcb.tdxtcbcomponents].every(
    (components) => listOf(components, ({ svn }) => isCount(svn)) && (components as readonly unknown[]).length === 16,
  );
}

function isVerdict({ tcbDate, tcbStatus, advisoryIDs }: JsonObject): boolean {
  const known = tcbStatuses.some((each) => each === tcbStatus);
  return known && typeof tcbDate === 'string' && (advisoryIDs === undefined || Array.isArray(advisoryIDs));
}

function isDated({ issueDate, nextUpdate, tcbEvaluationDataNumber }: JsonObject): boolean {
  const dates = [issueDate, nextUpdate].map((date) => (typeof date === 'string' ? secondsOfIso(date) : Number.NaN));
  return dates.every((date) => !Number.isNaN(date)) && isCount(tcbEvaluationDataNumber);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

/** Whether members are so many bytes in hexadecimal. */
function hexadecimal(value: JsonObject, lengths: Readonly<Record<string, number>>): boolean {
  return Object.entries(lengths).every(([name, length]) => {
    const text = value[name];
    return typeof text === 'string' && text.length === 2 * length && /^[0-9a-fA-F]*$/.test(text);
  });
}

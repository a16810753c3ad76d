/**
 * The result of something that may legitimately be refused. A refusal is a value with a reason, never an exception:
 * exceptions are kept for defects in fauxmetal itself (`Defect`) and for wrong usage (`UsageError`).
 */
export type Outcome<Value, Reason> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason };

/** It was done. */
export function done<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** It was refused, for this reason. */
export function refused<Reason>(reason: Reason): { readonly ok: false; readonly reason: Reason } {
  return { ok: false, reason };
}

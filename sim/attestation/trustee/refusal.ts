import { type Outcome, refused } from '../../core/outcome.js';

/** Where in the exchange with a key broker something was refused. It decides the words and the status a client gets. */
export type RefusalPlace =
  | 'request'
  | 'auth'
  | 'attest'
  | 'token'
  | 'resource'
  | 'encryption'
  | 'resource-policy'
  | 'attestation-policy'
  | 'reference-value'
  | 'admin';

/** Why a key broker refused. */
export interface Refusal {
  readonly at: RefusalPlace;
  /** Stable, and another one for each kind of defect: `nonce`, `session-expired`, `evidence/signature` … */
  readonly code: string;
  /** In words, for the operator. Never holds a secret, a key or a token. */
  readonly message: string;
}

/** What a step of the broker gives: a value, or why not. */
export type Step<Value> = Outcome<Value, Refusal>;

/** Refuses. */
export function refuse(at: RefusalPlace, code: string, message: string): { readonly ok: false; readonly reason: Refusal } {
  return refused({ at, code, message });
}

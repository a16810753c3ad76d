/** What can be broken on purpose in a story, and what that is. */
export const breaks = {
  root: 'the evidence comes from authorities nobody trusts',
  nonce: 'evidence, or the nonce it is for, is used a second time',
  tcb: 'the machine runs firmware older than the verifier takes',
  policy: 'the policy does not let this guest have it',
  'cert-chain': 'the certificates that come with the evidence are not those of the key that signed it',
} as const;

/** One of {@link breaks}. */
export type Break = keyof typeof breaks;

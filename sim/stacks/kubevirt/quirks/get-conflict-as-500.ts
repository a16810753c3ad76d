import type { Quirk } from './quirk.js';

/** A GET that the guest's state does not allow is answered as an internal error instead of a conflict. */
export const getConflictAs500: Quirk = {
  name: 'get-conflict-as-500',
  sentence: "A GET that the guest's state does not allow is answered as an internal error instead of a conflict.",
  releases: [{ product: 'kubevirt', from: '1.1' }],
  source: 'kubevirt v1.9 pkg/virt-api/rest/subresource.go (httpGetRequestHandler)',
  killedBy: 'kubevirt/attestation/refusals-have-their-code',
  choices: { codeOfGetConflict: 500 },
};

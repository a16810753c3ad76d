/**
 * Checks: the text that names what is missing.
 * Does not check: whether the secret is encrypted for this guest.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go; pkg/virt-launcher/virtwrap/manager.go (InjectLaunchSecret)
 */

import type { Invariant } from '../../invariant.js';
import { requestRule } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/secret-is-complete`. */
export const secretIsComplete: Invariant = requestRule('kubevirt/attestation/secret-is-complete', 'secret-is-complete');

/**
 * Checks: code 409 and the text that names the state.
 * Does not check: requests that are granted.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/lifecycle.go
 */

import type { Invariant } from '../../invariant.js';
import { requestRule } from '../../request-judges.js';

/** Judge of `kubevirt/life/wrong-state-is-a-conflict`. */
export const wrongStateIsAConflict: Invariant = requestRule('kubevirt/life/wrong-state-is-a-conflict', 'state', 'with its code');

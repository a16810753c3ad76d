/**
 * Checks: such a request is refused.
 * Does not check: how the refusal is worded, which the specification leaves open.
 * Source: Nova specification "libvirt: AMD SEV-ES", "当未请求内存加密但请求了内存加密模型时,请求也应被拒绝"
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/model-without-encryption`. */
export const novaRequestModelWithoutEncryption: Invariant = novaRule(
  'nova/request/model-without-encryption',
  'model-without-encryption',
);

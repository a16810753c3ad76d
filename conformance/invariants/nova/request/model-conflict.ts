/**
 * Checks: class and text of the refusal name both models.
 * Does not check: requests with an earlier mistake, of which first-mistake-is-told has its opinion.
 * Source: Nova specification "libvirt: AMD SEV-ES", "如果实例 flavor 和实例镜像请求了冲突的模型 … 则请求将被拒绝"; Nova nova/virt/hardware.py
 * (get_mem_encryption_constraint)
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/model-conflict`. */
export const novaRequestModelConflict: Invariant = novaRule('nova/request/model-conflict', 'model-conflict');

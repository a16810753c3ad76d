import type { Evidence } from '../../sim/contracts/evidence.js';
import type { JsonObject } from '../../sim/core/json.js';
import { isObject, member } from '../model/json-member.js';
import { guestObjects, type QemuCommandLine, type QemuOption } from '../model/kata-command-line.js';
import type { KataProtection } from '../model/kata-names.js';
import { hypervisorAnnotation, type KataPod } from '../model/kata-pod.js';
import type { KataRendering } from '../model/kata-replay.js';
import { lookAtKata } from './kata-views.js';

/** A rendering that led to arguments. */
export type KataRendered = KataRendering & { readonly line: QemuCommandLine };

/** Renderings that led to arguments. */
export function renderedLines(evidence: Evidence): readonly KataRendered[] {
  return lookAtKata(evidence).renderings.filter((each): each is KataRendered => each.line !== undefined);
}

/** Those of guests of a protection. */
export function linesOf(evidence: Evidence, protection: 'none' | KataProtection): readonly KataRendered[] {
  return renderedLines(evidence).filter(({ guest }) => guest.class.protection === protection);
}

/** The object that makes a guest confidential, where there is one. */
export function guestObject(line: QemuCommandLine): QemuOption | undefined {
  return guestObjects(line)[0];
}

/** An annotation that overrides the configuration of the hypervisor. */
export function override({ annotations }: KataPod, name: string): string | undefined {
  return annotations[`${hypervisorAnnotation}${name}`];
}

/** Keys of the configuration of a guest's shim that an administrator has changed. */
export function shimSettings({ guest, config }: KataRendering): JsonObject {
  const shim = guest.pod.className?.replace(/^kata-/, '') ?? '';
  const settings = member(config, 'configuration', shim);
  return isObject(settings) ? settings : {};
}

/** Names of annotations that change the configuration of the hypervisor, and whether users may set them. */
export function overrides(rendering: KataRendering): readonly { readonly name: string; readonly enabled: boolean }[] {
  const { guest, config } = rendering;
  const { pod } = guest;
  const own = shimSettings(rendering).enable_annotations;
  const listed = [own, config.enableAnnotations, asDelivered].find(Array.isArray) ?? [];
  return Object.keys(pod.annotations)
    .filter((name) => name.startsWith(hypervisorAnnotation))
    .map((name) => name.slice(hypervisorAnnotation.length))
    .map((name) => ({ name, enabled: listed.some((each) => new RegExp(`^${String(each)}$`).test(name)) }));
}

/** Source: kata-containers `src/runtime/config/configuration-qemu-snp.toml.in`, enable_annotations. */
const asDelivered = ['enable_iommu', 'kernel_params', 'kernel_verity_params', 'default_vcpus', 'default_memory', 'cc_init_data'];

/** Has an administrator configured only one of the ID block and its authentication? */
export function hasHalfIdBlock(rendering: KataRendering): boolean {
  const { snp_id_block: block, snp_id_auth: auth } = shimSettings(rendering);
  return Boolean(block) !== Boolean(auth);
}

/** Is something wrong with files or services of the hosts of this case, so that a runtime may find them otherwise than they are? */
export function isBlurred({ case: { commands, faults, interleaving } }: Evidence): boolean {
  const damaging = commands.some((command) => ['spoil', 'fault', 'quote-service'].includes(command.do));
  return damaging || faults !== undefined || interleaving !== undefined;
}

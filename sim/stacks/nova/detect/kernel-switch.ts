import type { HostReader } from '../../../contracts/reader.js';
import { strerror } from '../../../core/errno.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import type { MemoryEncryptionModel } from '../models.js';
import { type DetectionProblem, problem } from './problem.js';

/** Parameter of the KVM module that a model needs. Source: nova `nova/virt/libvirt/host.py` (SEV_KERNEL_PARAM_FILE); the TDX specification. */
export const kernelSwitches: Readonly<Record<MemoryEncryptionModel, string>> = {
  'amd-sev': '/sys/module/kvm_amd/parameters/sev',
  'amd-sev-es': '/sys/module/kvm_amd/parameters/sev_es',
  'amd-sev-snp': '/sys/module/kvm_amd/parameters/sev_snp',
  'intel-tdx': '/sys/module/kvm_intel/parameters/tdx',
};

/** Did the kernel switch a model on? A file that is not there says no; one that cannot be read says nothing. */
export function kernelSwitch(
  reader: HostReader,
  model: MemoryEncryptionModel,
  { kernelSwitchIsOn, modelsWithKernelSwitch }: NovaChoices,
): Outcome<boolean, DetectionProblem> {
  if (!modelsWithKernelSwitch.includes(model)) return done(true);
  const path = kernelSwitches[model];
  const content = reader.read(path);
  if (content.ok) return done(kernelSwitchIsOn(content.text));
  if (content.errno === 'ENOENT') return done(false);
  return refused(problem('kernel-file-unreadable', path, strerror(content.errno)));
}

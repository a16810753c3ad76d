import type { HostReader } from '../../../contracts/reader.js';

/**
 * Is a boolean parameter of a kernel module in effect? The kernel prints `Y` or `N`; parameters that were integers before Linux 5.13
 * print `1` or `0`. A missing or unreadable file means the module is absent or too old, so: no.
 * Source: Linux 7.2.8 `kernel/params.c` (param_get_bool), `arch/x86/kvm/svm/sev.c`, `arch/x86/kvm/vmx/tdx.c`.
 */
export function moduleParameterIsOn(reader: HostReader, module: string, parameter: string): boolean {
  const content = reader.read(`/sys/module/${module}/parameters/${parameter}`);
  return content.ok && (content.text.trim() === 'Y' || content.text.trim() === '1');
}

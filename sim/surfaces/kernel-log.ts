import type { Surface } from '../contracts/surface.js';
import type { HostTruth, KernelLogEvent, KernelTruth } from '../contracts/truth.js';
import { assertThat } from '../core/defect.js';
import { oncePerObject } from '../core/remembered.js';
import { textFile } from './surface-file.js';

/**
 * The kernel log as `dmesg --notime` prints it, in `/var/log/dmesg`, where a script leaves it on many distributions. That path
 * because a program can simply read it: `/dev/kmsg` is a device that answers record by record, and `/var/log/kern.log`
 * carries a syslog daemon's own clock and host name. There are no time stamps: when a line was printed is not a fact here.
 */
export const kernelLog: Surface = {
  id: 'kernel-log',
  about: 'Kernel log in the running kernel’s own words, as dmesg prints it.',
  changes: 'live',
  files: (truth) => [textFile('/var/log/dmesg', 0o640, () => kernelLogText(truth))],
};

function kernelLogText({ boot, live }: HostTruth): string {
  return bootLogText(boot.kernel) + linesOf(live.log ?? [], boot.kernel);
}

const bootLogText = oncePerObject((kernel: KernelTruth): string => linesOf(kernel.log, kernel));

/** Events this kernel has no text for are not printed. */
function linesOf(events: readonly KernelLogEvent[], { view }: KernelTruth): string {
  let text = '';
  for (const event of events) {
    const template = view.logTexts[event.code];
    if (template !== undefined) text += `${worded(template, event)}\n`;
  }
  return text;
}

function worded(template: string, { code, facts }: KernelLogEvent): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name];
    assertThat(fact !== undefined, `the kernel log event ${code} carries the fact "${name}" its text names`);
    return String(fact);
  });
}

import type { PodDevices, ResourceState } from './device-plugins/device-table.js';
import type { Admission, Kubelet } from './device-plugins/kubelet.js';
import type { Instruction } from './instruction.js';
import type { ServedHost } from './served-host.js';

/** What the kubelet of a host answers. */
export type DevicesAnswer =
  | (Extract<Admission, { readonly admitted: true }> & AboutPod & { readonly ok: true; readonly do: 'allocate' })
  | (Extract<Admission, { readonly admitted: false }> & AboutPod & { readonly ok: false; readonly do: 'allocate' })
  | (AboutPod & { readonly ok: true; readonly do: 'free' })
  | (DeviceState & { readonly ok: true; readonly do: 'devices' | 'restart-kubelet' })
  | { readonly ok: false; readonly problem: string };

interface AboutPod {
  readonly host: string;
  readonly pod: string;
}

interface DeviceState {
  readonly host: string;
  readonly resources: readonly ResourceState[];
  readonly pods: readonly PodDevices[];
}

/** Instructions for the kubelet. */
export type DevicesInstruction = Extract<Instruction, { readonly do: 'allocate' | 'free' | 'devices' | 'restart-kubelet' }>;

/** Asks the kubelet of a host. */
export async function devicesAnswer(instruction: DevicesInstruction, served: ServedHost): Promise<DevicesAnswer> {
  const { name: host, devicePlugins } = served;
  if (devicePlugins === undefined) return { ok: false, problem: `${host} has no kubelet; start with --device-plugin FOLDER` };
  const { kubelet } = devicePlugins;
  if (kubelet === undefined) return { ok: false, problem: `the kubelet of ${host} is not ours` };
  switch (instruction.do) {
    case 'allocate': {
      const { pod, wanted } = instruction;
      const admission = await kubelet.admit(pod, typeof wanted === 'string' ? devicePlugins.launcherResources(wanted) : wanted);
      const about = { do: 'allocate', host, pod } as const;
      return admission.admitted ? { ok: true, ...about, ...admission } : { ok: false, ...about, ...admission };
    }
    case 'free':
      return kubelet.release(instruction.pod)
        ? { ok: true, do: 'free', host, pod: instruction.pod }
        : { ok: false, problem: `no pod ${JSON.stringify(instruction.pod)} holds devices of ${host}` };
    case 'restart-kubelet':
      await kubelet.restart({ podsSurvive: true });
      return { ok: true, do: 'restart-kubelet', host, ...stateOf(kubelet) };
    case 'devices':
      return { ok: true, do: 'devices', host, ...stateOf(kubelet) };
  }
}

function stateOf(kubelet: Kubelet): Omit<DeviceState, 'host'> {
  return { resources: kubelet.resources(), pods: kubelet.pods() };
}

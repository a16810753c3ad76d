import type { KataChoices } from '../choices.js';
import type { Configuration } from '../config-file/delivered.js';

/**
 * The command line of a guest's kernel: the runtime's own parameters, then those of `kernel_params`, of which a later one wins inside the
 * guest. Source: kata-containers 7c6ba40c54 `src/runtime/virtcontainers/{qemu_amd64,hypervisor}.go`.
 */
export function kernelLine({ kernel_params: params }: Configuration, vcpus: number, { passesKernelParams }: KataChoices): string {
  return [...own, `nr_cpus=${vcpus}`, ...agent, ...(passesKernelParams && params !== '' ? [params] : [])].join(' ');
}

const own = [
  'tsc=reliable',
  'no_timer_check',
  'rcupdate.rcu_expedited=1',
  'i8042.direct=1',
  'i8042.dumbkbd=1',
  'i8042.nopnp=1',
  'i8042.noaux=1',
  'noreplace-smp',
  'reboot=k',
  'cryptomgr.notests',
  'net.ifnames=0',
  'pci=lastbus=0',
  'root=/dev/vda1',
  'rootflags=ro',
  'rootfstype=ext4',
  'console=hvc0',
  'console=hvc1',
  'quiet',
  'systemd.show_status=false',
  'panic=1',
];

const agent = ['selinux=0', 'systemd.unit=kata-containers.target', 'systemd.mask=systemd-networkd.service'];

import { expect, it } from 'vitest';
import { installCommand } from './package-manager.js';

const names = { debian: 'libvirt-clients', fedora: 'libvirt-client' };

it.each([
  ['ID=debian\n', 'apt-get install libvirt-clients'],
  ['NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', 'apt-get install libvirt-clients'],
  ['ID=pop\nID_LIKE="ubuntu debian"\n', 'apt-get install libvirt-clients'],
  ['ID=fedora\n', 'dnf install libvirt-client'],
  ['ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'dnf install libvirt-client'],
  ['ID=alpine\n', 'apk add libvirt-clients'],
  ['ID=arch\n', 'pacman -S libvirt-clients'],
  ['ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', 'zypper install libvirt-clients'],
  ['', 'apt-get install libvirt-clients'],
])('where os-release says %j: %s', (osRelease, command) => {
  expect(installCommand(names, osRelease)).toBe(command);
});

import { describe, expect, it } from 'vitest';
import type { HostTruth } from '../contracts/truth.js';
import { truthOf } from './example-truth.js';
import { libvirtAnswers } from './libvirt-answers.js';

function shown(truth: HostTruth): Readonly<Record<string, string>> {
  return Object.fromEntries(
    libvirtAnswers.files(truth).map((file) => {
      const read = file.read();
      return [file.path.replace('/var/lib/nova/libvirt/', ''), read.ok ? read.text : read.errno];
    }),
  );
}

describe('what libvirt answers a compute service', () => {
  it('is one file for each question', () => {
    expect(Object.keys(shown(truthOf()))).toEqual([
      'version',
      'capabilities.xml',
      'domcapabilities/x86_64/pc.xml',
      'domcapabilities/x86_64/q35.xml',
    ]);
  });

  it('tells versions as virsh does', () => {
    const { boot } = truthOf();
    expect(shown(truthOf()).version).toContain(`Using library: libvirt ${boot.libvirt.version}\n`);
    expect(shown(truthOf()).version).toContain(`Running hypervisor: QEMU ${boot.qemu.version}\n`);
  });

  it('is about the machine type that was asked about', () => {
    const files = shown(truthOf());
    expect(files['domcapabilities/x86_64/pc.xml']).toMatch(/<machine>pc-i440fx-[\d.]+<\/machine>/);
    expect(files['domcapabilities/x86_64/q35.xml']).toMatch(/<machine>pc-q35-[\d.]+<\/machine>/);
  });
});

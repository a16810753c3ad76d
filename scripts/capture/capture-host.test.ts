import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Bundle, parseBundle } from '../../profiles/capture/index.js';
import { packageRoot } from '../../profiles/index.js';

const script = join(packageRoot(), 'scripts/capture/capture-host.sh');
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal capture '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cpuinfo = ['processor\t: 0', 'vendor_id\t: AuthenticAMD', 'flags\t\t: fpu sev', 'physical id\t: 0', 'core id\t\t: 0', ''];
const second = ['processor\t: 1', 'vendor_id\t: AuthenticAMD', 'flags\t\t: fpu sev', 'physical id\t: 1', 'core id\t\t: 0', ''];

/** A tree as a host has it, with identifiers everywhere. */
const tree: Readonly<Record<string, string>> = {
  'proc/cpuinfo': `${[...cpuinfo, ...second].join('\n')}\n`,
  'proc/cmdline':
    'BOOT_IMAGE=(hd0,gpt2)/vmlinuz root=UUID=0d0cc2a5-8d4e-4e0d-9a3c-1f3bb0e2a9c7 ro kvm_amd.sev-es=0 iommu=pt ' +
    'ip=10.1.2.3::10.1.2.1:255.255.255.0:shelf-nine:eth0 BOOTIF=01-52-54-00-aa-bb-cc rd.iscsi.password=secret nohibernate ' +
    'dyndbg="file shelf.c +p" user@place shelf-nine.example.org -- --token abc\n',
  'proc/meminfo': 'MemTotal:       24684084 kB\nMemFree:        1 kB\n',
  'proc/sys/kernel/hostname': 'shelf-nine.example.org\n',
  'proc/sys/kernel/osrelease': '6.18.15',
  'proc/misc': '232 kvm\n124 sev\n',
  'sys/fs/cgroup/misc.capacity': '',
  'sys/module/kvm_amd/parameters/sev': 'Y\n',
  'sys/module/kvm_amd/parameters/sev_es': 'N\n',
  'var/log/dmesg': [
    '[    0.000000] Linux version 6.18.15 (build@shelf-nine) #1 SMP',
    '[    0.000000] Command line: rd.iscsi.password=secret',
    '[    1.000000][    T1] ccp 0000:09:00.5: sev enabled',
    '<6>[    1.500000] SEV-SNP: RMP table physical range [0x000000bf3ff00000 - 0x000000bffff03fff]',
    'Nov 21 09:00:00 shelf-nine kernel: [    2.000000] kvm_amd: SEV enabled (ASIDs 100 - 1006)',
    '[    2.100000] kvm_amd: talked to shelf-nine.example.org, 10.1.2.3, fe80::5054:ff:feaa:bbcc and 52:54:00:aa:bb:cc',
    '[    3.000000] usb 1-1: SerialNumber: 0123456789',
    '',
  ].join('\n'),
  'var/lib/kubevirt-node-labeller/capabilities.xml':
    '<capabilities><host><uuid>0d0cc2a5-8d4e-4e0d-9a3c-1f3bb0e2a9c7</uuid></host></capabilities>\n',
  'var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml':
    '<domainCapabilities><cpu0Id>QUJD</cpu0Id></domainCapabilities>\n\n',
  'dev/kvm': '',
};

function treeAt(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), 0o444);
  }
  return root;
}

function capture(root: string, shell: readonly string[] = ['/bin/sh']): string {
  const [command = '', ...words] = shell;
  const { status, stdout, stderr } = spawnSync(command, [...words, script, '--root', root], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

const root = treeAt('a shelf', tree);
const text = capture(root);
const bundle: Bundle = parseBundle(Buffer.from(text), 'a.capture');

describe('capture-host.sh', () => {
  it.each(['bash', 'bash --posix', 'dash', 'busybox sh', 'mksh', 'posh', 'ksh', 'yash'].filter(isInstalled))(
    'writes the same bytes under %s',
    (shell) => expect(capture(root, shell.split(' '))).toBe(text),
  );

  it('copies small files byte by byte, with or without a line feed at the end', () => {
    expect(bundle.text('/proc/sys/kernel/osrelease')).toBe('6.18.15');
    expect(bundle.text('/sys/module/kvm_amd/parameters/sev')).toBe('Y\n');
    expect(bundle.text('/sys/fs/cgroup/misc.capacity')).toBe('');
  });

  it('says of each file how it is protected, and of a missing one that it is missing', () => {
    const { attributes } = bundle.sections.find(({ name }) => name === '/sys/module/kvm_amd/parameters/sev') ?? {};
    expect(attributes).toEqual({ mode: '0444', bytes: '2' });
    const missing = bundle.sections.find(({ name }) => name === '/sys/fs/cgroup/misc.max');
    expect(missing).toMatchObject({ kind: 'missing', attributes: { errno: 'ENOENT' } });
  });

  it.skipIf(process.getuid?.() === 0)('says why a file could not be read', () => {
    const closed = treeAt('closed', tree);
    chmodSync(join(closed, 'proc/misc'), 0);
    expect(capture(closed)).toContain('== missing /proc/misc errno=EACCES\n');
  });

  it('keeps the first processor, and of the others where they sit', () => {
    expect(bundle.text('/proc/cpuinfo')).toBe(
      `${[...cpuinfo, 'processor\t: 1', 'physical id\t: 1', 'core id\t\t: 0', ''].join('\n')}\n`,
    );
  });

  it('keeps of the kernel log what is about memory encryption, without clocks', () => {
    expect(bundle.text('/var/log/dmesg')).toBe(
      [
        'ccp 0000:09:00.5: sev enabled',
        'SEV-SNP: RMP table physical range [0x000000bf3ff00000 - 0x000000bffff03fff]',
        'kvm_amd: SEV enabled (ASIDs 100 - 1006)',
        'kvm_amd: talked to REDACTED, REDACTED, REDACTED and REDACTED',
        '',
      ].join('\n'),
    );
  });

  it('keeps of the command line the values that are known to be harmless', () => {
    expect(bundle.text('/proc/cmdline')).toBe(
      'BOOT_IMAGE=REDACTED root=REDACTED ro kvm_amd.sev-es=0 iommu=pt ip=REDACTED BOOTIF=REDACTED ' +
        'rd.iscsi.password=REDACTED nohibernate dyndbg=REDACTED REDACTED REDACTED\n',
    );
  });

  it('tells nobody which machine it was', () => {
    expect(text).not.toMatch(/shelf|example\.org|10\.1\.2|52[:-]54|0d0cc2a5|QUJD|secret|0123456789|abc/);
    expect(bundle.text('/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml')).toBe(
      '<domainCapabilities><cpu0Id>REDACTED</cpu0Id></domainCapabilities>\n\n',
    );
  });

  it('reads CPUID leaves and registers from the places the kernel gives them', () => {
    const other = treeAt('registers', tree);
    mkdirSync(join(other, 'dev/cpu/0'), { recursive: true });
    sparse(join(other, 'dev/cpu/0/cpuid'), 0x8000001f, [0xfb, 0xff, 0x0f, 0x03, 0xb3, 0x41, 0, 0, 0xee, 3, 0, 0, 100, 0, 0, 0]);
    sparse(join(other, 'dev/cpu/0/msr'), 0xc0010010, [0, 0, 0x80, 0, 0, 0, 0, 0]);
    const { text: sectionText } = parseBundle(Buffer.from(capture(other)), 'a.capture');
    expect(sectionText('/dev/cpu/0/cpuid@8000001f')?.trim()).toBe('fb ff 0f 03 b3 41 00 00 ee 03 00 00 64 00 00 00');
    expect(sectionText('/dev/cpu/0/msr@c0010010')?.trim()).toBe('00 00 80 00 00 00 00 00');
  });

  it('makes a bundle of the machine it runs on, whatever that is', () => {
    const { status, stdout } = spawnSync('/bin/sh', [script], { maxBuffer: 2 ** 26 });
    expect(status).toBe(0);
    expect(parseBundle(stdout, 'here.capture').has('/proc/cpuinfo')).toBe(process.platform === 'linux');
  });

  it.each([
    [['--root'], '--root needs a directory'],
    [['--root', join(folder, 'nowhere')], 'is no directory'],
    [['--force'], 'unknown argument --force'],
  ])('refuses %j with exit code 2 and nothing on standard output', (words, message) => {
    const { status, stdout, stderr } = spawnSync('/bin/sh', [script, ...words], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

function isInstalled(shell: string): boolean {
  const [command = '', ...words] = shell.split(' ');
  return spawnSync(command, [...words, '-c', ':']).status === 0;
}

/** A file that has these bytes at a place, and nothing before: what the devices look like to dd. */
function sparse(path: string, place: number, bytes: readonly number[]): void {
  const file = openSync(path, 'w');
  writeSync(file, Uint8Array.from(bytes), 0, bytes.length, place);
  closeSync(file);
}

import type { Mask } from './masks.js';

/** Machine that is nearest to one without confidential computing: a Xeon older than TDX. */
export const plainMachine = 'skylake';

/** What differs between that machine and whichever one runs the peers, or between how a daemon is run there and normally. */
export const machineMasks: readonly Mask[] = [
  { rows: /^hostname/, hide: /^.+$/, show: '…', reason: 'another name' },
  { rows: /^nodeinfo/, hide: /^((?:CPU|NUMA|Core|Thread|Memory)[^:]*:) +(?!x86_64)\S.*$/gm, show: '$1 …', reason: 'another CPU' },
  { rows: /^nodecpumap/, hide: /\d+$|[y-]+$/gm, show: '…', reason: 'another number of CPUs' },
  { rows: /^freecell --all/, hide: /^(?:.*: +… KiB\n)+(?=-)/m, show: '    0: … KiB\n', reason: 'another number of NUMA cells' },
  { rows: /^freecell|^nodememstats/, hide: / +… KiB/g, show: ' … KiB', reason: 'numbers of another width' },
  { rows: /^freecell --all/, hide: /^-+$/m, show: '---', reason: 'numbers of another width' },
  { rows: /^vcpuinfo/, hide: /^(CPU Affinity: +)[y-]+$/gm, show: '$1…', reason: 'another number of CPUs' },
  { rows: /^dominfo/, hide: /^Messages: +tainted.*\n?/m, reason: 'QEMU runs as root here' },
  { rows: /^dumpxml/, hide: /\+\d+:\+\d+/g, show: '+…:+…', reason: 'QEMU runs as root here' },
  {
    rows: /^dumpxml/,
    hide: /check='(?:none|full)'>\n( +<model .*\n)(?: +<feature .*\n)*/,
    show: 'check=…>\n$1',
    reason: 'a running domain shows what KVM of this machine made of its CPU model',
  },
  {
    rows: /^domstats/,
    hide: /^ +(?:vcpu\.\d+|vm)\.[a-z_0-9]+\.(?:sum|cur|max)=.*\n?/gm,
    reason: 'statistics of the running kernel’s KVM',
  },
  {
    rows: /^domstats/,
    hide: /^ +cpu\.(?:time|user|system)=.*\n/gm,
    reason: 'without cgroups an inactive domain has the times of the daemon',
  },
  { rows: /^domcapabilities/, hide: / {2}<cpu>\n.*<\/cpu>/s, show: '  <cpu>…</cpu>', reason: 'another CPU' },
  {
    rows: /^domcapabilities/,
    hide: /(<loader supported='yes'>\n)(?: +<value>.*\n)+/,
    show: '$1',
    reason: 'firmware of another distribution',
  },
  {
    rows: /^define .*bad-text/,
    hide: /^(error: .*1: ).*(?:\n.*)*?(?=\nexit)/m,
    show: '$1…',
    reason: 'words of libxml2, with the place in the text',
  },
  { rows: /^capabilities/, hide: / {4}<cpu>\n.*?<\/cpu>/s, show: '    <cpu>…</cpu>', reason: 'another CPU' },
  { rows: /^capabilities/, hide: / {4}<topology>\n.*<\/topology>/s, show: '    <topology>…</topology>', reason: 'another CPU' },
  { rows: /^capabilities/, hide: / {4}<cache>\n.*<\/cache>\n/s, reason: 'simulated hosts say nothing of their caches' },
  { rows: /^capabilities/, hide: /<iommu support='(?:yes|no)'\/>/, show: '<iommu support=…/>', reason: 'another machine' },
  { rows: /^capabilities/, hide: /\+\d+:\+\d+/g, show: '+…:+…', reason: 'QEMU runs as root here' },
  { rows: /^capabilities/, hide: /^ +<machine .*\n/gm, reason: 'machine types of another build, in the order of a hash table' },
  {
    rows: /^capabilities/,
    hide: /qemu-system-(?:i386|x86_64)/,
    show: 'qemu-system-…',
    reason: 'Debian brings an emulator of its own for i686',
  },
  { rows: /^domcapabilities/, hide: /^ +<varstore .*\n/m, reason: 'firmware of another distribution' },
  {
    rows: /^domcapabilities/,
    hide: /^ +<value>(?:rdp|spice|spicevmc|spiceport|qxl|lkcf|egl-headless|dbus)<.*\n/gm,
    reason: 'QEMU of another build',
  },
  {
    rows: /^domcapabilities/,
    hide: / +<enum name='pciBackend'(?:\/>|>\n.*?<\/enum>)\n(?: +<enum name='iommufd'>\n.*?<\/enum>\n)?/s,
    reason: 'a machine without VFIO',
  },
  { rows: /^domcapabilities/, hide: / +<hyperv .*<\/hyperv>\n/s, reason: 'KVM inside a virtual machine offers less' },
  { rows: /^domcapabilities/, hide: / +<tpm .*?<\/tpm>\n/s, reason: 'a machine without swtpm' },
];

/** Rows whose whole answer is the machine's. */
export const rowsLeftOut: readonly { readonly rows: RegExp; readonly reason: string }[] = [
  { rows: /^nodedev-list|^iface-list/, reason: 'lists the devices of the machine' },
  { rows: /^sysinfo/, reason: 'a machine without SMBIOS tables has none to show' },
  { rows: /^hypervisor-cpu-models/, reason: 'another CPU' },
  {
    rows: /^hypervisor-cpu-(?:baseline|compare) .*\/(?:guest-)?cpu.xml/,
    reason: 'KVM inside a virtual machine may lack what every CPU has',
  },
];

const parameters = '/sys/module/kvm_amd/parameters';
const answers = '/var/lib/nova/libvirt';
const q35 = `${answers}/domcapabilities/x86_64/q35.xml`;
const pc = `${answers}/domcapabilities/x86_64/pc.xml`;

/** Ways the kernel and people have written yes and no, and what is neither. */
const spellings = ['Y\n', '1\n', ' y ', 'ON', 'N\n', '0\n', '2\n', ''];

/** What libvirt might say of launch security, right or wrong, in a document that is otherwise in order. */
function aboutSev(features: string): string {
  const loader = "<loader supported='yes'><enum name='type'><value>pflash</value></enum></loader>";
  return `<domainCapabilities><machine>pc-q35-10.1</machine><os supported='yes'>${loader}</os><features>${features}</features></domainCapabilities>\n`;
}

const types =
  "<launchSecurity supported='yes'><enum name='sectype'><value>sev</value><value>sev-snp</value></enum></launchSecurity>";

/** Host capabilities with an architecture nobody has heard of. */
const newArchitecture = `<capabilities><host><cpu><arch>x86_64</arch></cpu></host>${['x86_64', 'loongarch128']
  .map(
    (arch) =>
      `<guest><os_type>hvm</os_type><arch name='${arch}'><machine canonical='pc-q35-10.1'>q35</machine><domain type='kvm'/></arch></guest>`,
  )
  .join('')}</capabilities>\n`;

/** An entity bomb: a reader that expands it runs out of memory. */
const entityBomb = `<?xml version="1.0"?>
<!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<domainCapabilities><features><sev supported='yes'><maxGuests>&b;</maxGuests></sev></features></domainCapabilities>
`;

/**
 * What the files nova-compute reads look like after an accident, or in the spelling of another kernel, and what libvirt may answer on a bad
 * day. None of them is reason to crash, and what they really say is all that may be promised.
 */
export const novaSpoils: readonly { readonly path: string; readonly text?: string }[] = [
  ...['sev', 'sev_es', 'sev_snp'].flatMap((name) => [
    { path: `${parameters}/${name}` },
    ...spellings.map((text) => ({ path: `${parameters}/${name}`, text })),
  ]),
  { path: q35 },
  { path: q35, text: '' },
  { path: q35, text: "<domainCapabilities><features><sev supported='yes'>" },
  { path: q35, text: entityBomb },
  { path: q35, text: aboutSev("<sev supported='no'/>") },
  { path: q35, text: aboutSev("<tdx supported='yes'/>") },
  { path: q35, text: aboutSev("<sev supported='YES'><maxGuests>5</maxGuests></sev>") },
  { path: q35, text: aboutSev(`<sev supported='yes'/>${types}`) },
  ...['0', '-5', 'abc', '0x10', '', ' 7 ', '1_0'].map((count) => ({
    path: q35,
    text: aboutSev(`<sev supported='yes'><maxGuests>${count}</maxGuests><maxESGuests>${count}</maxESGuests></sev>${types}`),
  })),
  {
    path: q35,
    text: aboutSev(
      "<sev supported='yes'><maxGuests>5</maxGuests><maxESGuests>3</maxESGuests></sev><launchSecurity supported='yes'/>",
    ),
  },
  { path: pc },
  { path: pc, text: '<domainCapabilities' },
  { path: pc, text: aboutSev("<sev supported='no'/>") },
  { path: `${answers}/capabilities.xml` },
  { path: `${answers}/capabilities.xml`, text: '<capabilities><host>' },
  { path: `${answers}/capabilities.xml`, text: newArchitecture },
  { path: `${answers}/version` },
  { path: `${answers}/version`, text: 'Running hypervisor: QEMU ten\n' },
  { path: '/sys/fs/cgroup/misc.capacity' },
  ...['', 'tdx', 'tdx -1\n', 'tdx abc\nsev abc\n'].map((text) => ({ path: '/sys/fs/cgroup/misc.capacity', text })),
];

const folder = '/var/lib/kubevirt-node-labeller';

/** An entity bomb: a reader that expands it runs out of memory. */
const entityBomb = `<?xml version="1.0"?>
<!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<domainCapabilities><features><sev supported='yes'><maxESGuests>&c;</maxESGuests></sev></features></domainCapabilities>
`;

/** What libvirt says of a host whose own CPU it cannot describe. */
const hostModelWithoutModel = "<domainCapabilities><cpu><mode name='host-model' supported='no'/></cpu></domainCapabilities>\n";

/** A document that claims everything, with a number of guests that is none. */
function sevWithGuests(count: string): string {
  return `<domainCapabilities><features><sev supported='yes'><maxGuests>${count}</maxGuests><maxESGuests>${count}</maxESGuests></sev></features></domainCapabilities>\n`;
}

/**
 * What the files of KubeVirt's node agent look like after an accident, or after somebody who means harm. None of them is reason to
 * crash, and none to promise anything about the host.
 */
export const kubevirtSpoils: readonly { readonly path: string; readonly text?: string }[] = [
  { path: `${folder}/virsh_domcapabilities.xml` },
  { path: `${folder}/virsh_domcapabilities.xml`, text: '' },
  { path: `${folder}/virsh_domcapabilities.xml`, text: "<domainCapabilities><features><sev supported='yes'>" },
  { path: `${folder}/virsh_domcapabilities.xml`, text: '<capabilities/>\n' },
  { path: `${folder}/virsh_domcapabilities.xml`, text: hostModelWithoutModel },
  { path: `${folder}/virsh_domcapabilities.xml`, text: entityBomb },
  ...['-1', 'abc', '0x10'].map((count) => ({ path: `${folder}/virsh_domcapabilities.xml`, text: sevWithGuests(count) })),
  { path: `${folder}/supported_features.xml` },
  { path: `${folder}/supported_features.xml`, text: "<cpu mode='custom'" },
  { path: `${folder}/capabilities.xml` },
  { path: `${folder}/capabilities.xml`, text: '<capabilities><host>' },
  { path: '/sys/fs/cgroup/misc.capacity' },
  ...['', 'sev', 'sev -1\nsev_es -1\ntdx -1\n', 'sev abc\nsev_es abc\ntdx abc\n', 'sev 0x10\nsev_es 0x10\ntdx 0x10\n'].map(
    (text) => ({
      path: '/sys/fs/cgroup/misc.capacity',
      text,
    }),
  ),
];

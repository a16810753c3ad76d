import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { definedDocument } from './defined-document.js';
import { exampleDomain } from './example-domain.js';
import { Host } from './host.js';

const { boot } = new Host(composeHost({ machine: 'genoa', settings: {}, versions: { ovmf: 'debian-13' } }));

describe('a document libvirt keeps', () => {
  it('names the firmware it chose, and a variable store', () => {
    const asked = exampleDomain('g0', 'none', { attributes: "type='kvm'", os: "<loader secure='no'/>" });
    const kept = definedDocument(asked.replace('<os>', "<os firmware='efi'>"), boot);
    expect(kept).toContain("<loader readonly='yes' type='pflash' secure='no'>/usr/share/OVMF/OVMF_CODE_4M.fd</loader>");
    expect(kept).toContain("<nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'>/var/lib/libvirt/qemu/nvram/g0_VARS.fd</nvram>");
    expect(kept).not.toContain('<smm');
  });

  it('has system management mode where that firmware needs it', () => {
    const asked = exampleDomain('g0', 'none', { os: "<loader secure='yes'/>" });
    const kept = definedDocument(asked.replace('<os>', "<os firmware='efi'>"), boot);
    expect(kept).toContain("<features><acpi/><smm state='on'/></features>");
  });

  it('is the document itself where it names its loader', () => {
    const asked = exampleDomain('g0', 'sev');
    expect(definedDocument(asked, boot)).toBe(asked);
  });
});

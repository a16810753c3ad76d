import type { Protection } from '../../../sim/contracts/protection.js';
import type { Vmi } from '../../model/vmi.js';

/** A right domain document, written by hand after KubeVirt's own test data; tests break it by replacing text. */
export function domainXml(vmi: Vmi, protection: Protection): string {
  const sev = protection !== 'none' && protection !== 'tdx';
  const driver = sev ? "<driver iommu='on'/>" : '';
  return `<domain type='kvm'>
  <name>default_${vmi.name}</name>
  <uuid>${uuidFor(vmi.name)}</uuid>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
    ${loader[protection](vmi)}
    ${vmi.startPaused ? "<bootmenu enable='yes' timeout='10000'/>" : ''}
  </os>
  <features><acpi/>${protection === 'tdx' ? "<pmu state='off'/>" : ''}${vmi.smm ? '<smm/>' : ''}</features>
  <devices>
    <controller type='scsi' index='0' model='virtio-non-transitional'>${driver}</controller>
    <controller type='virtio-serial' index='0'>${driver}</controller>
    <controller type='usb' index='0' model='none'/>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'${sev ? " iommu='on'" : ''}/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <interface type='ethernet'>
      <model type='virtio-non-transitional'/>
      ${sev ? "<driver name='vhost' iommu='on'/>" : ''}
      <rom enabled='no'/>
    </interface>
    <serial type='unix'><source mode='bind' path='/var/run/kubevirt-private/${uuidFor(vmi.name)}/virt-serial0'/></serial>
    <memballoon model='virtio-non-transitional'>${driver}</memballoon>
    <rng model='virtio-non-transitional'>${driver}<backend model='random'>/dev/urandom</backend></rng>
  </devices>
  ${launchSecurity[protection]}
</domain>
`;
}

const loader: Readonly<Record<Protection, (vmi: Vmi) => string>> = {
  none: ({ efi, name }) => (efi ? pflash('OVMF_CODE.secboot.fd', name) : ''),
  sev: ({ name }) => pflash('OVMF_CODE.cc.fd', name),
  'sev-es': ({ name }) => pflash('OVMF_CODE.cc.fd', name),
  snp: () => rom('OVMF.amdsev.fd'),
  tdx: ({ secureBoot }) => rom(secureBoot ? 'OVMF.inteltdx.secboot.fd' : 'OVMF.inteltdx.fd'),
};

function rom(image: string): string {
  return `<loader readonly='yes' secure='no' type='rom'>/usr/share/edk2/ovmf/${image}</loader>`;
}

function pflash(image: string, name: string): string {
  return `<loader readonly='yes' secure='no' type='pflash'>/usr/share/edk2/ovmf/${image}</loader>
    <nvram template='/usr/share/edk2/ovmf/OVMF_VARS.fd'>/var/run/kubevirt-private/libvirt/qemu/nvram/${name}_VARS.fd</nvram>`;
}

const launchSecurity: Readonly<Record<Protection, string>> = {
  none: '',
  sev: "<launchSecurity type='sev'><policy>0x1</policy></launchSecurity>",
  'sev-es': "<launchSecurity type='sev'><policy>0x5</policy></launchSecurity>",
  snp: "<launchSecurity type='sev-snp'><policy>0x30000</policy></launchSecurity>",
  tdx: "<launchSecurity type='tdx'><quoteGenerationService path='/var/run/tdx-qgs/qgs.socket'/></launchSecurity>",
};

/** Different for different names, like the one KubeVirt derives. */
function uuidFor(name: string): string {
  const digits = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e12, 7);
  return `00000000-0000-8000-8000-${String(digits).padStart(12, '0')}`;
}

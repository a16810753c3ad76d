import type { Protection } from '../../../sim/contracts/protection.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { firmwareAutoSelectionGate, gateIsOpen, refusesFreePageReporting } from '../../model/cluster-config.js';
import type { Vmi } from '../../model/vmi.js';

/** A right domain document, written by hand after KubeVirt's own test data; tests break it by replacing text. */
export function domainXml(vmi: Vmi, protection: Protection, members: JsonObject, config: JsonObject): string {
  const automatic = protection === 'none' && vmi.efi && vmi.secureBoot && gateIsOpen(config, firmwareAutoSelectionGate);
  const reporting = vmi.refusesFreePageReporting || refusesFreePageReporting(config) ? 'off' : 'on';
  const sev = protection !== 'none' && protection !== 'tdx';
  const driver = sev ? "<driver iommu='on'/>" : '';
  return `<domain type='kvm'>
  <name>default_${vmi.name}</name>
  <uuid>${uuidFor(vmi.name)}</uuid>
  <os${automatic ? " firmware='efi'" : ''}>
    <type arch='x86_64' machine='q35'>hvm</type>
    ${automatic ? `<nvram format='raw'>/${vmi.name}_VARS.fd</nvram>` : loader[protection](vmi)}
    ${kernelXml(vmi)}
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
    ${vmi.tpm ? "<tpm model='tpm-tis'><backend type='emulator' version='2.0'/></tpm>" : ''}
    <memballoon model='virtio-non-transitional' freePageReporting='${reporting}'>${driver}</memballoon>
    <rng model='virtio-non-transitional'>${driver}<backend model='random'>/dev/urandom</backend></rng>
    ${vmi.vsock ? `<vsock model='virtio-non-transitional'><cid auto='no' address='${cidFor(vmi.name)}'/>${driver}</vsock>` : ''}
  </devices>
  ${withMembers(launchSecurity[protection], members).replace('</policy>', `</policy>${sessionXml(vmi)}`)}
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

/** Members the request names beside the usual: a policy instead of the usual one, kernel hashes, measured ids. */
function withMembers(xml: string, { policy, kernelHashes, ...ids }: JsonObject): string {
  const attribute = kernelHashes === true ? " kernelHashes='yes'" : '';
  const elements = Object.entries(ids).map(([name, value]) => `<${name}>${value}</${name}>`);
  const named =
    policy === undefined
      ? xml
      : xml.replace(/<policy>[^<]*<\/policy>/, '').replace(/(?<=^<[^>]*>)/, `<policy>${policy}</policy>`);
  return named.replace(/(?<=^<[^>]*)>/, `${attribute}>`).replace(/(?=<quote)/, elements.join(''));
}

function kernelXml({ kernelBoot }: Vmi): string {
  if (kernelBoot === undefined) return '';
  const { kernel, initrd, kernelArguments } = kernelBoot;
  const mounted = (path: string): string => `/var/run/kubevirt/container-disks/kernel-boot/${path.split('/').at(-1)}`;
  return [
    kernel === undefined ? '' : `<kernel>${mounted(kernel)}</kernel>`,
    initrd === undefined ? '' : `<initrd>${mounted(initrd)}</initrd>`,
    kernelArguments === undefined ? '' : `<cmdline>${kernelArguments}</cmdline>`,
  ].join('');
}

function cidFor(name: string): number {
  return 3 + name.length;
}

function sessionXml({ launchSession }: Vmi): string {
  if (launchSession === undefined) return '';
  return `<dhCert>${launchSession.dhCert}</dhCert><session>${launchSession.session}</session>`;
}

/** Different for different names, like the one KubeVirt derives. */
function uuidFor(name: string): string {
  const digits = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e12, 7);
  return `00000000-0000-8000-8000-${String(digits).padStart(12, '0')}`;
}

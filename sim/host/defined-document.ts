import type { BootTruth } from '../contracts/truth.js';
import { defineDomain } from './libvirt-define.js';

/**
 * A domain document as libvirt keeps it once it has chosen firmware: the loader it took and the variable store it made are written into
 * `<os>`, and what the firmware needs into `<features>`. The document itself where it names its loader, has none, or could not be defined.
 * Source: libvirt 11.3.0 `src/qemu/qemu_firmware.c` `qemuFirmwareFillDomain`.
 */
export function definedDocument(xml: string, boot: BootTruth): string {
  const domain = defineDomain(xml, boot);
  if (!domain.ok) return xml;
  const { name, firmware } = domain.value;
  if (firmware.descriptor === undefined || firmware.path === undefined) return xml;
  const { mode, device } = firmware.descriptor;
  const type = device === 'flash' ? " readonly='yes' type='pflash'" : " type='rom'";
  const stateless = mode === 'stateless' ? " stateless='yes'" : '';
  const secure = /<loader\b[^>]*\bsecure=['"](yes|no)['"]/.exec(xml)?.[1];
  const told = secure === undefined ? '' : ` secure='${secure}'`;
  const loader = `<loader${type}${told}${stateless}>${firmware.path}</loader>`;
  const nvram = firmware.nvramTemplate === undefined ? '' : storeOf(name, firmware.nvramTemplate);
  const filled = xml.replace(/<loader\b[^>]*\/>|<loader\b[^>]*>[^<]*<\/loader>/, '').replace('</os>', `${loader}${nvram}</os>`);
  return firmware.descriptor.features.includes('requires-smm') ? withSmm(filled) : filled;
}

/** Firmware that needs system management mode gets it. Source: libvirt 11.3.0 `src/qemu/qemu_firmware.c` (qemuFirmwareEnableFeaturesModern). */
function withSmm(xml: string): string {
  return /<smm\b/.test(xml) ? xml : xml.replace('</features>', "<smm state='on'/></features>");
}

function storeOf(name: string, template: string): string {
  return `<nvram template='${template}'>/var/lib/libvirt/qemu/nvram/${name}_VARS.fd</nvram>`;
}

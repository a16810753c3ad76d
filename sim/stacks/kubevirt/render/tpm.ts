import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import { isOn, type Specified } from '../vmi.js';

/**
 * An emulated TPM 2.0; one whose state outlives the guest has the newer interface. To a confidential guest it is a device of the
 * host like any other, and nothing it may trust. Source: KubeVirt v1.9 `converter/compute/tpm.go`, `pkg/tpm/tpm.go`.
 */
export function tpmElement({ spec }: Specified): XmlElement | undefined {
  const tpm = spec.domain.devices?.tpm;
  if (!isOn(tpm)) return undefined;
  return tpm?.persistent === true ? persistent : volatile;
}

const volatile = fixedElement(element('tpm', { model: 'tpm-tis' }, element('backend', { type: 'emulator', version: '2.0' })));
const persistent = fixedElement(
  element('tpm', { model: 'tpm-crb' }, element('backend', { type: 'emulator', version: '2.0', persistent_state: 'yes' })),
);
